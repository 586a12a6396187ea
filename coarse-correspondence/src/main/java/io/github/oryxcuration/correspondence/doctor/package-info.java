/** What is wrong with a ScanNet root, told before a build finds it out. */
@NullMarked
package io.github.oryxcuration.correspondence.doctor;

import org.jspecify.annotations.NullMarked;
