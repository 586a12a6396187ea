package io.github.oryxcuration.needle.film;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The subtitles of a film (SubRip), in the order of time.
 *
 * @param encoding that the file turned out to be in; where there is none, where they come from
 * @param faulty blocks that are no cues and were left out
 */
public record Subtitles(List<Cue> cues, String encoding, int faulty) {
  public static final Subtitles NONE = new Subtitles(List.of(), "", 0);

  /** Far above any film's. */
  private static final long MAX_BYTES = 32 << 20;

  private static final Pattern TIMES =
      Pattern.compile(
          "\\s*(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})\\s*-->"
              + "\\s*(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})(?:\\s.*)?");
  private static final Pattern TAGS = Pattern.compile("<[^<>]{1,80}>|\\{\\\\[^{}]{1,80}\\}");
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /**
   * One line of speech.
   *
   * @param start seconds from the start of the film
   * @param end seconds, at least {@code start}
   */
  public record Cue(double start, double end, String text) {}

  public Subtitles {
    cues = List.copyOf(cues);
  }

  /**
   * Reads a file, in whichever of UTF-8, ISO-8859-1 (with the letters that Windows put into its
   * gaps) and UTF-16 it is.
   *
   * @throws CurationException MEDIA_TOO_LARGE
   */
  public static Subtitles read(String path) throws IOException {
    long bytes = Storage.stat(path).bytes();
    if (bytes > MAX_BYTES) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE, path + ": " + bytes + " bytes of subtitles, 33554432 allowed");
    }
    return parse(Storage.readAll(path));
  }

  static Subtitles parse(byte[] bytes) {
    Charset charset = charset(bytes);
    String text = decode(bytes, charset);
    List<Cue> cues = new ArrayList<>();
    int faulty = 0;
    for (String block : text.strip().split("(?:\\r?\\n[ \\t]*){2,}|\\r{2,}", -1)) {
      if (block.isBlank()) {
        continue;
      }
      Cue cue = cue(block);
      if (cue == null) {
        faulty++;
      } else if (!cue.text.isEmpty()) {
        cues.add(cue);
      }
    }
    cues.sort(Comparator.comparingDouble(Cue::start));
    return new Subtitles(cues, charset.equals(WINDOWS) ? "ISO-8859-1" : charset.name(), faulty);
  }

  /** Subtitles that come from elsewhere than a file of their own; in any order. */
  static Subtitles of(List<Cue> cues, String origin) {
    return cues.isEmpty()
        ? NONE
        : new Subtitles(
            cues.stream().sorted(Comparator.comparingDouble(Cue::start)).toList(), origin, 0);
  }

  private static @org.jspecify.annotations.Nullable Cue cue(String block) {
    String[] lines = block.split("\\r?\\n|\\r", -1);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher times = TIMES.matcher(lines[i]);
      if (times.matches()) {
        double start = seconds(times, 1);
        double end = Math.max(start, seconds(times, 5));
        StringBuilder text = new StringBuilder();
        for (int j = i + 1; j < lines.length; j++) {
          text.append(' ').append(TAGS.matcher(lines[j]).replaceAll(" "));
        }
        return new Cue(start, end, text.toString().strip().replaceAll("\\s+", " "));
      }
    }
    return null;
  }

  private static double seconds(Matcher times, int group) {
    String hours = times.group(group);
    String fraction = times.group(group + 3);
    return (hours == null ? 0 : Integer.parseInt(hours)) * 3600.0
        + Integer.parseInt(times.group(group + 1)) * 60.0
        + Integer.parseInt(times.group(group + 2))
        + Integer.parseInt(fraction) / Math.pow(10, fraction.length());
  }

  /** What is said at a moment, or within {@code margin} seconds of it, joined by spaces. */
  public String at(double seconds, double margin) {
    StringBuilder said = new StringBuilder();
    for (Cue cue : cues) {
      if (cue.start <= seconds + margin && cue.end >= seconds - margin) {
        said.append(said.isEmpty() ? "" : " ").append(cue.text);
      }
    }
    return said.toString();
  }

  /**
   * ISO-8859-1 reads anything and UTF-8 reads the zero bytes of UTF-16, so UTF-16 is told first: by
   * its mark, or by zeros that stand at every other place.
   */
  private static Charset charset(byte[] bytes) {
    if (starts(bytes, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    if (starts(bytes, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    int[] zeros = new int[2];
    int looked = Math.min(bytes.length, 4096);
    for (int i = 0; i < looked; i++) {
      zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] > looked / 5) {
      return zeros[1] >= zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WINDOWS;
    }
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  private static String decode(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d cues in %s, %d faulty", cues.size(), encoding, faulty);
  }
}
