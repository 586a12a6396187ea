/** What is said about views: prompts, ScanQA's questions, and questions that need the marks. */
@NullMarked
package io.github.oryxcuration.correspondence.ask;

import org.jspecify.annotations.NullMarked;
