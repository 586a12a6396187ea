package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.plan.Rank;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One probed row in a file between stages: what the mix needs in a small head, and the planned
 * sample as JSON that stages pass on without parsing.
 *
 * @param source place of the source among the recipe's sorted names
 * @param rank {@link Rank#BYTES} bytes, for selection
 * @param tokens of the sample
 * @param bytes the sample is expected to take
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one loop round
record ProbedRow(int source, byte[] rank, long tokens, long bytes, String id, byte[] planned) {

  void write(DataOutputStream out) throws IOException {
    out.writeInt(source);
    out.write(rank);
    out.writeLong(tokens);
    out.writeLong(bytes);
    out.writeUTF(id);
    out.writeInt(planned.length);
    out.write(planned);
  }

  /** The next row, or null at the end. */
  static @Nullable ProbedRow read(DataInputStream in) throws IOException {
    int source;
    try {
      source = in.readInt();
    } catch (EOFException end) {
      return null;
    }
    byte[] rank = in.readNBytes(Rank.BYTES);
    long tokens = in.readLong();
    long bytes = in.readLong();
    String id = in.readUTF();
    byte[] planned = new byte[in.readInt()];
    in.readFully(planned);
    return new ProbedRow(source, rank, tokens, bytes, id, planned);
  }
}
