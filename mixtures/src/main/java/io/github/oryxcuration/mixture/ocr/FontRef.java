package io.github.oryxcuration.mixture.ocr;

import static java.util.Objects.requireNonNull;

/**
 * A font that an order names.
 *
 * @param name the storage path of a font file, or the family of an installed font
 * @param digest sha256 of the file, or of the outlines of some letters of an installed font
 *     (prefixed {@code outlines:}); a page is not drawn with a font that differs
 */
record FontRef(String name, String digest) {
  static final String OUTLINES = "outlines:";

  FontRef {
    requireNonNull(name, "name");
    requireNonNull(digest, "digest");
  }

  boolean isInstalled() {
    return digest.startsWith(OUTLINES);
  }
}
