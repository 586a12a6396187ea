package io.github.oryxcuration.core.picture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says what bytes are that are no picture of a known format: often a web page saved by mistake. */
final class Magic {
  private static final int SHOWN = 8;
  private static final Map<String, String> STARTS = starts();

  private Magic() {}

  private static Map<String, String> starts() {
    Map<String, String> starts = new LinkedHashMap<>();
    starts.put("<!doctype html", "an HTML page");
    starts.put("<html", "an HTML page");
    starts.put("<?xml", "an XML file");
    starts.put("<svg", "an SVG drawing");
    starts.put("{", "a JSON file");
    starts.put("%pdf", "a PDF file");
    starts.put("pk\u0003\u0004", "a ZIP file");
    starts.put("\u001f\u008b", "a gzip file");
    starts.put("8bps", "a Photoshop file");
    starts.put("version https://git-lfs", "a pointer of Git LFS, not the file itself");
    return starts;
  }

  static String complaint(byte[] bytes) {
    if (bytes.length == 0) {
      return "the picture is empty: 0 bytes";
    }
    String start =
        new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return "not a picture that can be read: "
        + kind(start.stripLeading(), bytes)
        + "; known are JPEG, PNG, GIF, BMP, WEBP and TIFF";
  }

  private static String kind(String start, byte[] bytes) {
    for (Map.Entry<String, String> known : STARTS.entrySet()) {
      if (start.startsWith(known.getKey())) {
        return "it is " + known.getValue();
      }
    }
    if (start.startsWith("ftyp", 4)) {
      return start.startsWith("avi", 8) ? "it is an AVIF picture" : "it is a HEIF or MP4 file";
    }
    String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN, bytes.length));
    return "it begins with the bytes " + hex;
  }
}
