@NullMarked
package io.github.oryxcuration.correspondence.evaluate;

import org.jspecify.annotations.NullMarked;
