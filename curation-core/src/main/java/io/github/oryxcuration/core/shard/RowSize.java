package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** How many bytes a row takes in memory and in the file, and whether it can be written at all. */
final class RowSize {
  /** Far below the 2 GiB at which Arrow's offsets and Parquet's page sizes end. */
  static final long MAX_BYTES = 1L << 30;

  private static final long FIXED = 512;
  private static final long PER_FRAME = 128;

  private RowSize() {}

  /**
   * Bytes of a row before compression, to within a few percent.
   *
   * @throws CurationException if the row is too large, or its text has no UTF-8 form
   */
  static long of(Sample sample) {
    long bytes = FIXED + PER_FRAME * sample.frames().size() + sample.mediaBytes();
    bytes += texts(sample).mapToLong(text -> utf8Length(sample, text)).sum();
    if (bytes > MAX_BYTES) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          "sample %s has %d bytes, a row holds at most %d"
              .formatted(sample.id(), bytes, MAX_BYTES));
    }
    return bytes;
  }

  private static Stream<String> texts(Sample sample) {
    Stream<String> scalars =
        Stream.of(sample.id(), sample.source(), sample.task(), sample.license(), sample.haystack());
    Stream<String> turns =
        sample.conversations().stream().flatMap(turn -> Stream.of(turn.from(), turn.value()));
    Stream<String> needle =
        sample.needle() == null
            ? Stream.of()
            : Stream.of(
                sample.needle().question(),
                sample.needle().answer(),
                sample.needle().type(),
                sample.needle().about());
    Stream<String> paths = sample.frames().stream().map(frame -> frame.path());
    Stream<String> labels = sample.marks().stream().map(mark -> mark.label());
    return Stream.of(scalars, turns, needle, paths, labels, provenance(sample)).flatMap(s -> s);
  }

  private static Stream<String> provenance(Sample sample) {
    var origin = sample.provenance().origin();
    Stream<String> row =
        Stream.of(
            origin.file(),
            origin.fileDigest(),
            origin.position(),
            origin.originId(),
            sample.provenance().toolkitVersion());
    Stream<String> media = sample.provenance().media().stream().map(medium -> medium.path());
    Stream<String> earlier =
        Stream.ofNullable(sample.provenance().earlier()).map(Provenance::toString);
    return Stream.of(
            row,
            media,
            earlier,
            sample.provenance().steps().stream(),
            sample.scores().keySet().stream())
        .flatMap(s -> s);
  }

  private static long utf8Length(Sample sample, String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    if (bytes > text.length() && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new CurationException(
          Reason.MALFORMED_ROW,
          "sample "
              + sample.id()
              + " has text with half a surrogate pair, which has no UTF-8 form");
    }
    return bytes;
  }
}
