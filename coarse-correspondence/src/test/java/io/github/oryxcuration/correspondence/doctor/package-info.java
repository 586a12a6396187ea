@NullMarked
package io.github.oryxcuration.correspondence.doctor;

import org.jspecify.annotations.NullMarked;
