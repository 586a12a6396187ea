package io.github.oryxcuration.mixture.ocr;

import java.awt.Font;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A loaded font and the reference by which orders name it. */
record OcrFont(FontRef ref, Font font) {
  private static final List<String> EXTENSIONS = List.of(".ttf", ".otf", ".ttc", ".otc");

  static boolean isFontFile(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  static List<OcrFont> inFiles(List<String> paths) throws IOException {
    List<OcrFont> fonts = new ArrayList<>();
    for (String path : paths) {
      fonts.add(FontShelf.inFile(path));
    }
    return fonts;
  }

  /** Installed fonts of these families, or of all. */
  static List<OcrFont> installed(List<String> families) throws IOException {
    List<OcrFont> fonts = new ArrayList<>();
    for (String family : families.isEmpty() ? FontShelf.families() : families) {
      fonts.add(FontShelf.installed(family));
    }
    return fonts;
  }

  boolean canWrite(String text) {
    return font.canDisplayUpTo(text) < 0;
  }
}
