@NullMarked
package io.github.oryxcuration.correspondence.scan;

import org.jspecify.annotations.NullMarked;
