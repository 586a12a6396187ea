package io.github.oryxcuration.mixture.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Painter;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OcrPainterTest {
  private static final List<Integer> FLAT = Collections.nCopies(OcrOrder.CORNER_NUMBERS, 0);
  private static final int WHITE = 0xFFFFFF;

  private final OcrPainter painter = new OcrPainter();

  private static OcrOrder plain(Layout layout, int width, int height, List<List<String>> blocks) {
    return new OcrOrder(
        layout,
        width,
        height,
        TestFonts.assumeInstalled().get(0).ref(),
        40,
        blocks,
        0x000000,
        WHITE,
        0x00FF00,
        FLAT,
        0,
        0,
        0,
        5);
  }

  private static List<List<String>> blocks(Layout layout) {
    return switch (layout) {
      case LINE, SIGN -> List.of(List.of("Ågjpq fly"));
      case PARAGRAPH -> List.of(List.of("first line of it", "and another one", "end"));
      case COLUMNS -> List.of(List.of("left", "side"), List.of("right side"));
      case TABLE -> List.of(List.of("tea", "2", "4.50"), List.of("bread loaf", "11", "21.00"));
    };
  }

  @Test
  void isFoundByTheNameThatReferencesHold() {
    assertThat(ServiceLoader.load(Painter.class))
        .filteredOn(found -> found.name().equals("ocr"))
        .singleElement()
        .isInstanceOf(OcrPainter.class);
  }

  @ParameterizedTest
  @EnumSource
  void inkNeverTouchesTheEdgeOfThePageHoweverLargeTheLetters(Layout layout) {
    for (int[] size : new int[][] {{400, 300}, {64, 64}, {32, 600}, {900, 40}}) {
      OcrOrder order = plain(layout, size[0], size[1], blocks(layout));
      RgbImage page = painter.paint(order);

      assertThat(page.width()).isEqualTo(size[0]);
      assertThat(page.height()).isEqualTo(size[1]);
      assertThat(darkPixels(page, 0)).as("letters on %s", page).isPositive();
      assertThat(darkPixels(page, 0)).as("all ink inside").isEqualTo(darkPixels(page, 1));
    }
  }

  /** Pixels that are not paper, without a border. */
  private static long darkPixels(RgbImage page, int border) {
    long dark = 0;
    for (int y = border; y < page.height() - border; y++) {
      for (int x = border; x < page.width() - border; x++) {
        if (page.pixel(x, y) != WHITE) {
          dark++;
        }
      }
    }
    return dark;
  }

  @Test
  void everyLetterIsDrawn() {
    long one = darkPixels(painter.paint(plain(Layout.LINE, 400, 80, line("H"))), 0);
    long two = darkPixels(painter.paint(plain(Layout.LINE, 400, 80, line("HH"))), 0);
    long three = darkPixels(painter.paint(plain(Layout.LINE, 400, 80, line("H HH"))), 0);

    assertThat(two).isBetween(one * 17 / 10, one * 23 / 10);
    assertThat(three).isBetween(one * 26 / 10, one * 34 / 10);
  }

  private static List<List<String>> line(String text) {
    return List.of(List.of(text));
  }

  @Test
  void columnsStandBesideEachOtherAndTableCellsInRows() {
    RgbImage columns = painter.paint(plain(Layout.COLUMNS, 400, 100, blocks(Layout.COLUMNS)));
    RgbImage paragraph =
        painter.paint(plain(Layout.PARAGRAPH, 400, 200, List.of(List.of("left", "side", "right"))));

    assertThat(inkRows(columns)).isLessThan(inkRows(paragraph));
  }

  private static long inkRows(RgbImage page) {
    long rows = 0;
    for (int y = 0; y < page.height(); y++) {
      if (darkPixels(page.crop(0, y, page.width(), 1), 0) > 0) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  void sameOrderGivesTheSamePixelsAlsoAfterATripThroughJson() {
    OcrOrder order = noisy();

    assertThat(painter.paint(Json.write(order)))
        .isEqualTo(painter.paint(order))
        .isEqualTo(new OcrPainter().paint(Json.write(order)));
  }

  private static OcrOrder noisy() {
    OcrOrder plain = plain(Layout.PARAGRAPH, 300, 200, blocks(Layout.PARAGRAPH));
    return new OcrOrder(
        plain.layout(),
        300,
        200,
        plain.font(),
        20,
        plain.blocks(),
        0x202040,
        0xF0F0E0,
        0x336699,
        List.of(50, 60, 100, 20, 0, 120, 70, 10),
        2,
        12,
        30,
        11);
  }

  @Test
  void cornersMoveThePageAndTheDeskShowsBesideIt() {
    OcrOrder order = noisy();
    OcrOrder still =
        new OcrOrder(
            order.layout(),
            300,
            200,
            order.font(),
            20,
            order.blocks(),
            0,
            WHITE,
            0x336699,
            order.corners(),
            0,
            0,
            0,
            11);
    RgbImage page = painter.paint(still);

    assertThat(page.pixel(0, 0)).isEqualTo(0x336699);
    assertThat(page.pixel(150, 20)).isEqualTo(WHITE);
    // The lower right corner is moved up by 12 % of the height, not to the side.
    assertThat(page.pixel(298, 199)).isEqualTo(0x336699);
    assertThat(page.pixel(290, 160)).isEqualTo(WHITE);
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "0, 20"})
  void blurAndNoiseKeepTheMeanOfAnEvenPage(int blur, int noise) {
    byte[] rgb = new byte[60 * 40 * 3];
    java.util.Arrays.fill(rgb, (byte) 120);
    PageEffects.blur(rgb, 60, 40, blur);
    if (noise > 0) {
      PageEffects.noise(rgb, noise, new Draws(3));
    }
    double mean = 0;
    double square = 0;
    for (byte value : rgb) {
      mean += value & 0xff;
      square += Math.pow((value & 0xff) - 120, 2);
    }
    assertThat(mean / rgb.length).isBetween(119.0, 121.0);
    assertThat(Math.sqrt(square / rgb.length)).isBetween(noise * 0.93, noise * 1.07 + 0.01);
  }

  @Test
  void blurSpreadsOnePointAsTheBinomialFilterDoes() {
    byte[] rgb = new byte[5 * 5 * 3];
    rgb[(2 * 5 + 2) * 3 + 1] = (byte) 160;
    PageEffects.blur(rgb, 5, 5, 1);

    RgbImage image = new RgbImage(5, 5, rgb);
    assertThat(image.pixel(2, 2)).isEqualTo(40 << 8);
    assertThat(image.pixel(1, 2)).isEqualTo(20 << 8);
    assertThat(image.pixel(2, 3)).isEqualTo(20 << 8);
    assertThat(image.pixel(3, 3)).isEqualTo(10 << 8);
    assertThat(image.pixel(0, 2)).isZero();
  }

  @Test
  void fontFileOfTheUserIsUsedAndAnotherFileInItsPlaceIsRefused(@TempDir Path folder)
      throws IOException {
    Path font = folder.resolve("letters.ttf");
    Files.copy(Path.of(TestFonts.assumeFile()), font);
    FontRef ref = FontShelf.inFile(font.toString()).ref();
    FontRef changed = new FontRef(ref.name(), "0".repeat(64));
    FontRef missing = new FontRef(folder.resolve("no.ttf").toString(), ref.digest());

    assertThat(FontShelf.font(ref).getNumGlyphs()).isPositive();
    assertThatThrownBy(() -> FontShelf.font(changed))
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("is not the one that the page was planned with")
        .extracting(e -> ((CurationException) e).reason())
        .isEqualTo(Reason.MEDIA_CHANGED);
    assertThatThrownBy(() -> FontShelf.font(missing))
        .extracting(e -> ((CurationException) e).reason())
        .isEqualTo(Reason.MEDIA_MISSING);
  }

  @Test
  void fileThatIsNoFontIsRefusedByItsName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.ttf"), "no font");

    assertThatThrownBy(() -> FontShelf.inFile(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.ttf is no TrueType or OpenType font");
  }

  @Test
  void pagesOfEveryLayoutAreWrittenForPeopleToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "ocr"));
    OcrOptions options =
        OcrOptions.of(OcrFormatTest.source(List.of(), Map.of("count", "40", "languages", "all")));
    OrderMaker maker =
        new OrderMaker(
            options,
            TestFonts.assumeInstalled(),
            WordList.builtIn().stream()
                .filter(
                    words ->
                        TestFonts.assumeInstalled().stream()
                            .anyMatch(font -> words.isWritable(font.font())))
                .toList());
    for (int i = 0; i < 12; i++) {
      OcrOrder order = maker.order("look@" + i);
      Path file = folder.resolve("%02d-%s.png".formatted(i, order.layout().word()));
      Files.write(file, PngEncoder.encode(painter.paint(order)));
      assertThat(file).isNotEmptyFile();
    }
  }
}
