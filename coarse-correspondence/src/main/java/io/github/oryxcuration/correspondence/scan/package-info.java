/**
 * One RGB-D recording in ScanNet's formats: cameras, poses, pictures and depth, and which of its
 * frames can be used. The byte layouts are those of ScanNet's SensReader (C++ and Python).
 */
@NullMarked
package io.github.oryxcuration.correspondence.scan;

import org.jspecify.annotations.NullMarked;
