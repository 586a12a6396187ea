/** Multi-view samples from scans: building and measuring them. */
@NullMarked
package io.github.oryxcuration.cli.correspond;

import org.jspecify.annotations.NullMarked;
