/**
 * Metrics of captions and answers, equal to the public reference implementations: BLEU, ROUGE-L,
 * CIDEr and CIDEr-D, METEOR 1.5 and ScanQA's exact match, over the tokens of the COCO caption
 * evaluation.
 */
@NullMarked
package io.github.oryxcuration.mixture.metrics;

import org.jspecify.annotations.NullMarked;
