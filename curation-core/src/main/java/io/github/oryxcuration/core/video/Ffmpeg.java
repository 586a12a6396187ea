package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.natives.Natives;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;

/**
 * Loads FFmpeg once per process, keeps it from writing to stderr, and remembers its complaints per
 * thread, so that they can go into the message of an exception.
 */
final class Ffmpeg {
  /** A damaged header must not make FFmpeg ask for the whole memory of the machine. */
  private static final long LARGEST_ALLOCATION = 1L << 30;

  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private static final int KEPT_LINES = 8;
  private static final int LONGEST_LINE = 300;

  /** Names the part of FFmpeg and its address in memory, which differs from run to run. */
  private static final Pattern ADDRESS = Pattern.compile(" @ 0x[0-9a-fA-F]+");

  private static final ThreadLocal<Deque<String>> COMPLAINTS =
      ThreadLocal.withInitial(ArrayDeque::new);

  static {
    // JavaCPP otherwise refuses work, and collects garbage, while the process holds more than four
    // times the Java heap, whoever holds it; everything native here is freed by its owner.
    if (System.getProperty(PHYSICAL_LIMIT) == null) {
      System.setProperty(PHYSICAL_LIMIT, "0");
    }
    Natives.load(avutil.class, swscale.class, avcodec.class, avformat.class);
  }

  /** Held for good: native code keeps its address. */
  private static final Complaints LISTENER = new Complaints();

  static {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    avutil.setLogCallback(LISTENER);
    avutil.av_max_alloc(LARGEST_ALLOCATION);
  }

  private Ffmpeg() {}

  /** Does its work in the class initialiser. */
  static void load() {}

  static void forgetComplaints() {
    COMPLAINTS.get().clear();
  }

  /** The last complaint of FFmpeg on this thread, or an empty string. */
  static String lastComplaint() {
    String last = COMPLAINTS.get().peekLast();
    return last == null ? "" : last;
  }

  /** The first complaint kept that holds these words, or an empty string. */
  static String complaintAbout(String words) {
    return COMPLAINTS.get().stream().filter(line -> line.contains(words)).findFirst().orElse("");
  }

  /** FFmpeg's words for an error code, and what it last complained about. */
  static String explain(int code) {
    byte[] text = new byte[128];
    avutil.av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    String words = new String(text, 0, end, StandardCharsets.UTF_8);
    String complaint = lastComplaint();
    return complaint.isEmpty() ? words : words + " (" + complaint + ")";
  }

  /** For calls that fail only where memory runs out or this package has a mistake. */
  static int require(int code, String what) {
    if (code < 0) {
      throw new IllegalStateException("FFmpeg cannot " + what + ": " + explain(code));
    }
    return code;
  }

  /** Native code calls this; nothing may be thrown out of it. */
  private static final class Complaints extends LogCallback {
    @Override
    public void call(int level, BytePointer message) {
      try {
        String line = ADDRESS.matcher(message.getString()).replaceAll("").strip();
        if (line.isEmpty()) {
          return;
        }
        Deque<String> lines = COMPLAINTS.get();
        if (lines.size() == KEPT_LINES) {
          lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
      } catch (RuntimeException e) {
        // A complaint that cannot be read is not worth failing for.
        return;
      }
    }
  }
}
