package io.github.oryxcuration.cli.doctor;

import io.github.oryxcuration.mixture.ocr.Fonts;
import java.io.IOException;
import java.util.List;

/** Fonts that pages of text can be drawn with. */
final class FontChecks {
  private static final String NAME = "Fonts";

  private FontChecks() {}

  static List<Check> all() {
    try {
      List<String> fonts = Fonts.installed();
      if (fonts.isEmpty()) {
        return List.of(
            Check.note(
                NAME,
                "none installed",
                "Only sources of format ocr need them: install one (on Debian: apt-get install"
                    + " fonts-dejavu-core) or name font files in such a source."));
      }
      return List.of(
          Check.ok(
              NAME,
              fonts.size()
                  + " families; built-in texts in "
                  + String.join(", ", Fonts.languages())));
    } catch (IOException e) {
      return List.of(
          Check.note(
              NAME, String.valueOf(e.getMessage()), "Only sources of format ocr need them."));
    }
  }
}
