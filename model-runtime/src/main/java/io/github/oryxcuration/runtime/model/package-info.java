/**
 * The façade: a model folder becomes something that answers questions about pictures and videos and
 * scores answers. Safe for threads, and shared by all who ask for the same model in a JVM.
 */
@NullMarked
package io.github.oryxcuration.runtime.model;

import org.jspecify.annotations.NullMarked;
