/** The architecture as tests: who may depend on whom, what is named where, what README says. */
@NullMarked
package io.github.oryxcuration.test.rules;

import org.jspecify.annotations.NullMarked;
