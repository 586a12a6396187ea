@NullMarked
package io.github.oryxcuration.correspondence.track.geometric;

import org.jspecify.annotations.NullMarked;
