package io.github.oryxcuration.mixture.validate;

import java.util.Locale;

/**
 * What the captions of a source are like.
 *
 * @param captions answers of samples whose task is a caption
 * @param meanWords of a caption
 * @param medianWords the shorter of the two middle ones
 * @param longWords the length that nine captions of ten do not pass
 * @param empty captions without a word
 * @param repeated captions whose words another caption of the source has already
 * @param opening the three words with which most captions begin
 * @param opened how many begin so
 */
public record CaptionStatistics(
    String source,
    long captions,
    double meanWords,
    int medianWords,
    int longWords,
    long empty,
    long repeated,
    String opening,
    long opened) {
  static CaptionStatistics of(
      String source, long[] lengths, long distinct, String opening, long opened) {
    long captions = 0;
    long words = 0;
    for (int length = 0; length < lengths.length; length++) {
      captions += lengths[length];
      words += length * lengths[length];
    }
    return new CaptionStatistics(
        source,
        captions,
        (double) words / captions,
        quantile(lengths, captions, 0.5),
        quantile(lengths, captions, 0.9),
        lengths[0],
        captions - distinct,
        opening,
        opened);
  }

  /** The least length that at least this share of the captions does not pass. */
  private static int quantile(long[] lengths, long captions, double share) {
    long seen = 0;
    for (int length = 0; length < lengths.length; length++) {
      seen += lengths[length];
      if (seen >= share * captions) {
        return length;
      }
    }
    return lengths.length - 1;
  }

  /** On one line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s: %,d captions of %.1f words (median %d, nine of ten up to %d), %,d empty, %,d repeated,"
            + " %,d begin with '%s'",
        source,
        captions,
        meanWords,
        medianWords,
        longWords,
        empty,
        repeated,
        opened,
        opening);
  }
}
