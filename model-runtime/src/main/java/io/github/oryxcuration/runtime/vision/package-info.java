/**
 * From pixels to visual tokens: patches, the vision tower (OryxViT), and the connector that
 * compresses its features and brings them into the language model's space.
 */
@NullMarked
package io.github.oryxcuration.runtime.vision;

import org.jspecify.annotations.NullMarked;
