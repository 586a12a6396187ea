package io.github.oryxcuration.core.video;

import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Which frame of a video a presentation time belongs to, known before anything is decoded.
 *
 * <p>It lets the decoder leave out frames that are neither wanted nor needed by others, and still
 * tell the numbers of those that come out.
 */
final class PresentationOrder {
  /** H.264 holds back 16 frames at most, so later packets cannot come before the last wanted. */
  private static final int LOOK_AHEAD = 64;

  private final long[] times;
  private final boolean usable;

  private PresentationOrder(long[] times, boolean usable) {
    this.times = times;
    this.usable = usable;
  }

  /** Reads packets from where {@code file} stands, as far as {@code lastFrame} demands. */
  static PresentationOrder read(VideoFile file, long lastFrame) throws IOException {
    long[] times = new long[256];
    int count = 0;
    boolean known = true;
    while (count <= lastFrame + LOOK_AHEAD && file.read()) {
      if (file.isShown()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = file.packet().pts();
        file.checkFrames(Math.min(count, lastFrame + 1));
        known &= file.packet().pts() != avutil.AV_NOPTS_VALUE;
      }
    }
    long[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    for (int i = 1; i < count; i++) {
      known &= sorted[i] != sorted[i - 1];
    }
    return new PresentationOrder(sorted, known && count > 0);
  }

  /** False where packets lack times or share them. */
  boolean usable() {
    return usable;
  }

  /** The number of the frame shown at that time; negative where there is none. */
  int frameAt(long time) {
    return Arrays.binarySearch(times, time);
  }

  int frameOf(AVPacket packet) {
    return frameAt(packet.pts());
  }

  long firstTime() {
    return times[0];
  }
}
