package io.github.oryxcuration.mixture.ocr;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;

/** Fonts of the machine that runs the tests; without any, tests are skipped and say so. */
final class TestFonts {
  private static final List<String> FOLDERS =
      List.of("/usr/share/fonts/**.ttf", "/Library/Fonts/**.ttf", "/System/Library/Fonts/**.ttf");

  private TestFonts() {}

  static List<OcrFont> assumeInstalled() {
    try {
      List<OcrFont> fonts = OcrFont.installed(List.of());
      assumeFalse(fonts.isEmpty(), "skipped: no font is installed");
      return fonts;
    } catch (IOException e) {
      return abort("skipped: " + e.getMessage());
    }
  }

  /** A font file of the machine. */
  static String assumeFile() throws IOException {
    for (String folder : FOLDERS) {
      List<Storage.Entry> files = Storage.glob(folder);
      if (!files.isEmpty()) {
        return files.get(0).path();
      }
    }
    return abort("skipped: no font file in " + FOLDERS);
  }
}
