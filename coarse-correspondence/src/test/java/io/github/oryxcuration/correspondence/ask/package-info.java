@NullMarked
package io.github.oryxcuration.correspondence.ask;

import org.jspecify.annotations.NullMarked;
