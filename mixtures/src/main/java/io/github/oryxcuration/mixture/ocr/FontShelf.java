package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.PathIterator;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads fonts, each once per JVM: Java keeps a loaded font, and a copy of its file, until it ends.
 */
final class FontShelf {
  /** Letters whose outlines tell one installed font, and one version of it, from another. */
  private static final String LETTERS = "AaBbGgQqRrSs0123489&@?!éñßЖяЩΩαξאשبعกขअकあ漢中한";

  /** Names of Java for whatever the machine has; they are no fonts. */
  private static final Set<String> LOGICAL =
      Set.of("Dialog", "DialogInput", "Monospaced", "SansSerif", "Serif");

  /** Java sets up its own font code from the system's, even where only font files are used. */
  private static final String INSTALL_FIRST =
      " Java needs fontconfig and at least one installed font, also for font files; on Debian:"
          + " apt-get install fontconfig fonts-dejavu-core";

  private static final Map<FontRef, OcrFont> LOADED = new ConcurrentHashMap<>();

  private static final Map<String, OcrFont> INSTALLED = new ConcurrentHashMap<>();

  private FontShelf() {}

  /** A font that an order names. */
  static Font font(FontRef ref) {
    OcrFont loaded = LOADED.get(ref);
    if (loaded != null) {
      return loaded.font();
    }
    try {
      OcrFont found = ref.isInstalled() ? installed(ref.name()) : inFile(ref.name());
      if (!found.ref().equals(ref)) {
        throw new CurationException(
            Reason.MEDIA_CHANGED,
            String.format(
                Locale.ROOT,
                "the font %s is not the one that the page was planned with (%s there, %s here); give"
                    + " all machines the same fonts, or font files in the recipe",
                ref.name(),
                ref.digest(),
                found.ref().digest()));
      }
      return found.font();
    } catch (FileNotFoundException e) {
      throw new CurationException(
          Reason.MEDIA_MISSING, "the font " + ref.name() + " is not there", e);
    } catch (IOException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "the font " + ref.name() + " cannot be loaded: " + e.getMessage(),
          e);
    }
  }

  /** A font file; of a collection the first font. */
  static OcrFont inFile(String path) throws IOException {
    byte[] bytes = Storage.readAll(path);
    FontRef ref = new FontRef(path, Digest.hex(bytes));
    OcrFont loaded = LOADED.get(ref);
    return loaded == null ? keep(new OcrFont(ref, guarded(() -> parse(path, bytes)))) : loaded;
  }

  private static Font parse(String path, byte[] bytes) throws IOException {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes));
    } catch (FontFormatException e) {
      throw new IOException(path + " is no TrueType or OpenType font: " + e, e);
    } catch (IOException e) {
      throw new IOException(
          path + " cannot be read as a font: " + e.getMessage() + INSTALL_FIRST, e);
    }
  }

  /** A font that Java finds on this machine. */
  static OcrFont installed(String family) throws IOException {
    OcrFont loaded = INSTALLED.get(family);
    if (loaded != null) {
      return loaded;
    }
    if (!families().contains(family)) {
      throw new FileNotFoundException("no installed font is called " + family);
    }
    Font font = guarded(() -> new Font(family, Font.PLAIN, 1));
    OcrFont found = new OcrFont(new FontRef(family, FontRef.OUTLINES + outlines(font)), font);
    INSTALLED.putIfAbsent(family, found);
    return keep(found);
  }

  private static OcrFont keep(OcrFont font) {
    OcrFont first = LOADED.putIfAbsent(font.ref(), font);
    return first == null ? font : first;
  }

  /** Families of installed fonts in ascending order; empty on a machine without fonts. */
  static List<String> families() throws IOException {
    String[] names =
        guarded(
            () ->
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                    .getAvailableFontFamilyNames(Locale.ROOT));
    return Arrays.stream(names).filter(name -> !LOGICAL.contains(name)).sorted().toList();
  }

  private static String outlines(Font font) {
    Font sized = font.deriveFont(TypeSetter.SIZE);
    FontRenderContext context = new FontRenderContext(null, true, true);
    StringBuilder text = new StringBuilder();
    LETTERS
        .codePoints()
        .filter(sized::canDisplay)
        .mapToObj(Character::toString)
        .map(letter -> sized.createGlyphVector(context, letter).getOutline())
        .forEach(outline -> append(text, outline));
    return Digest.hex(text.toString());
  }

  private static void append(StringBuilder text, Shape outline) {
    float[] points = new float[6];
    for (PathIterator at = outline.getPathIterator(null); !at.isDone(); at.next()) {
      Arrays.fill(points, 0);
      text.append(at.currentSegment(points));
      for (float point : points) {
        text.append(' ').append(Float.floatToIntBits(point));
      }
    }
  }

  /** Something that needs Java's font code. */
  @FunctionalInterface
  private interface FontWork<T> {
    T run() throws IOException;
  }

  /**
   * Java's font code fails with errors of many kinds where the system's font library is missing.
   */
  private static <T> T guarded(FontWork<T> work) throws IOException {
    try {
      return work.run();
    } catch (LinkageError | InternalError | RuntimeException e) {
      throw new IOException(
          "Java cannot handle fonts on this machine (" + e + ")." + INSTALL_FIRST, e);
    }
  }
}
