@NullMarked
package io.github.oryxcuration.correspondence.room;

import org.jspecify.annotations.NullMarked;
