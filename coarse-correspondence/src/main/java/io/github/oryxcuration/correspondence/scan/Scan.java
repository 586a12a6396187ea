package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One RGB-D recording. Not for several threads at once. */
public interface Scan extends Closeable {
  /** The name of the scan, e.g. {@code scene0000_00}. */
  String id();

  Cameras cameras();

  /** All frames in the order of the recording, lost ones included. */
  List<ScanFrame> frames();

  /** What is wrong with the recording as a whole although it can be read, or an empty string. */
  String complaint();

  /**
   * The encoded colour picture.
   *
   * @throws CurationException if it cannot be had
   */
  byte[] color(ScanFrame frame) throws IOException;

  /**
   * The depth, or null where the frame has none.
   *
   * @throws CurationException if it cannot be had or decoded, or is of another size than the
   *     recording says
   */
  @Nullable DepthMap depth(ScanFrame frame) throws IOException;
}
