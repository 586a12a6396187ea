@NullMarked
package io.github.oryxcuration.correspondence.mark;

import org.jspecify.annotations.NullMarked;
