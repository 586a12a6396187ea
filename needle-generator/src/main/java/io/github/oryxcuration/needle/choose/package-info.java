/** Which frames become needles: haystack, findable frames, offers by cell, the even allocation. */
@NullMarked
package io.github.oryxcuration.needle.choose;

import org.jspecify.annotations.NullMarked;
