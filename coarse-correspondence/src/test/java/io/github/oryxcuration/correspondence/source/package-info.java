@NullMarked
package io.github.oryxcuration.correspondence.source;

import org.jspecify.annotations.NullMarked;
