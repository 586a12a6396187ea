/** Needles as a recipe source: the stages that decide them, and the format that hands them on. */
@NullMarked
package io.github.oryxcuration.needle.plan;

import org.jspecify.annotations.NullMarked;
