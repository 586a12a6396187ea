/** Child processes of tests: started, watched, measured and always ended. */
@NullMarked
package io.github.oryxcuration.test.process;

import org.jspecify.annotations.NullMarked;
