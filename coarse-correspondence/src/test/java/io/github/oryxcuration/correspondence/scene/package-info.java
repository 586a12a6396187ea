@NullMarked
package io.github.oryxcuration.correspondence.scene;

import org.jspecify.annotations.NullMarked;
