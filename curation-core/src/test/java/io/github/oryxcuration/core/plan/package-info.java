@NullMarked
package io.github.oryxcuration.core.plan;

import org.jspecify.annotations.NullMarked;
