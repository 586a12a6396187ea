/** ScanNet scenes and ScanQA questions to stamped multi-view samples. */
@NullMarked
package io.github.oryxcuration.correspondence;

import org.jspecify.annotations.NullMarked;
