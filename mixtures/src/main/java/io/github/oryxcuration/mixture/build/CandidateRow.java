package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.sample.Candidate;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A candidate on its way from the read stage to the probe stage: the number of its part, the length
 * of its id, both int32, its id and its packed bytes.
 *
 * @param part number of the part of the input that holds it
 * @param packed see {@link PackedRow}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one loop round
record CandidateRow(int part, byte[] id, byte[] packed) {
  private static final int HEAD = 2 * Integer.BYTES;

  byte[] toBytes() {
    return ByteBuffer.allocate(HEAD + id.length + packed.length)
        .putInt(part)
        .putInt(id.length)
        .put(id)
        .put(packed)
        .array();
  }

  static CandidateRow of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int part = in.getInt();
    int idEnd = HEAD + in.getInt();
    return new CandidateRow(
        part,
        Arrays.copyOfRange(bytes, HEAD, idEnd),
        Arrays.copyOfRange(bytes, idEnd, bytes.length));
  }

  Candidate candidate(BuildContext context) {
    PackedRow.Head head = context.head(part, new String(id, UTF_8));
    return PackedRow.candidate(head, packed, 0, packed.length);
  }
}
