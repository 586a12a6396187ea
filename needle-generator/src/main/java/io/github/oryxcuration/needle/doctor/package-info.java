/** What is wrong with raw film data, told before a build meets it. */
@NullMarked
package io.github.oryxcuration.needle.doctor;

import org.jspecify.annotations.NullMarked;
