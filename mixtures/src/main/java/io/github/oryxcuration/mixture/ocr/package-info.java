/**
 * Pages of text that are drawn, with the exact text as answer: the synthesised OCR pairs of Oryx's
 * visual pre-training (arXiv 2409.12961, appendix D.2).
 */
@NullMarked
package io.github.oryxcuration.mixture.ocr;

import org.jspecify.annotations.NullMarked;
