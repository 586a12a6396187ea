package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

/**
 * How decoding went.
 *
 * @param decoded frames that came out of the decoder, wanted or not, until the last wanted one;
 *     those that are neither wanted nor needed by others may have been left out
 * @param delivered frames handed to the consumer
 * @param truncated whether the video ended before the last wanted frame (of all frames: before the
 *     end that its container promises); the frames delivered until then are good
 * @param damaged packets that could not be decoded and frames that the decoder repaired by guessing
 * @param trouble the decoder's last complaint, or an empty string
 */
public record DecodeReport(
    long decoded, long delivered, boolean truncated, long damaged, String trouble) {
  public DecodeReport {
    requireNonNull(trouble, "trouble");
  }
}
