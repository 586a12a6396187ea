@NullMarked
package io.github.oryxcuration.correspondence.track.region;

import org.jspecify.annotations.NullMarked;
