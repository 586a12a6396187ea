@NullMarked
package io.github.oryxcuration.correspondence.track.propose;

import org.jspecify.annotations.NullMarked;
