package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides what each page shows. A page depends on the seed and its id alone. */
final class OrderMaker {
  /** Of running text, some passages may hold letters that no font has. */
  private static final int TRIES = 8;

  /** Of the page's sides, what margins leave. */
  private static final double INNER = 0.9;

  /** Of the letters' size: mean width of half an em's letter, and distance of lines. */
  private static final double HALF_EM = 0.6;

  private static final double PITCH = 1.35;
  private static final int LEAST_FONT = 12;

  /** What a column of quantities and one of prices take, in half ems. */
  private static final int NUMBERS_WIDTH = 14;

  private static final int MOST_CORNER = 120;
  private static final int MOST_BLUR = 4;
  private static final int MOST_NOISE = 24;
  private static final int MOST_SHADE = 50;

  private record Colours(int paper, int ink) {}

  private static final List<Colours> SIGNS =
      List.of(
          new Colours(0x0B5D2A, 0xFFFFFF),
          new Colours(0x003F87, 0xFFFFFF),
          new Colours(0xFFC72C, 0x101010),
          new Colours(0xB01020, 0xFFFFFF),
          new Colours(0xFFFFFF, 0xB01020),
          new Colours(0x202020, 0xFFE060));

  private final OcrOptions options;
  private final List<OcrFont> fonts;
  private final List<? extends Wording> wordings;

  OrderMaker(OcrOptions options, List<OcrFont> fonts, List<? extends Wording> wordings) {
    this.options = options;
    this.fonts = List.copyOf(fonts);
    this.wordings = List.copyOf(wordings);
  }

  /**
   * One page.
   *
   * @throws CurationException MALFORMED_ROW if no font has the letters of its text
   */
  OcrOrder order(String id) {
    Draws draws = Draws.of(options.seed(), id, "page");
    Layout layout = draws.pick(options.layouts());
    Size page = draws.pick(options.sizes());
    Wording wording = draws.pick(wordings);
    int fontPixels = fontPixels(layout, page, draws);
    List<List<String>> blocks = List.of();
    for (int i = 0; i < TRIES; i++) {
      blocks = blocks(layout, page, fontPixels, wording, draws);
      String text = layout.text(blocks).replace('\n', ' ');
      int first = draws.below(fonts.size());
      for (int j = 0; j < fonts.size(); j++) {
        OcrFont font = fonts.get((first + j) % fonts.size());
        if (font.canWrite(text)) {
          return order(layout, page, font, fontPixels, blocks, draws);
        }
      }
    }
    throw new CurationException(
        Reason.MALFORMED_ROW,
        String.format(
            Locale.ROOT,
            "none of %d fonts has all letters of \"%.40s\"; give a font of that script in files",
            fonts.size(),
            layout.text(blocks)));
  }

  private OcrOrder order(
      Layout layout,
      Size page,
      OcrFont font,
      int fontPixels,
      List<List<String>> blocks,
      Draws draws) {
    Colours colours = colours(layout, draws);
    int height =
        layout == Layout.LINE
            ? Math.min(page.height(), Math.max(OcrOrder.LEAST_SIDE * 2, 3 * fontPixels))
            : page.height();
    return new OcrOrder(
        layout,
        page.width(),
        height,
        font.ref(),
        fontPixels,
        blocks,
        colours.ink(),
        colours.paper(),
        grey(draws.between(40, 200), 24, draws),
        corners(draws),
        upTo(MOST_BLUR * options.blur(), draws),
        upTo(MOST_NOISE * options.noise(), draws),
        upTo(MOST_SHADE * options.noise(), draws),
        draws.bits());
  }

  private static int fontPixels(Layout layout, Size page, Draws draws) {
    int width = page.width();
    int chosen =
        switch (layout) {
          case LINE -> draws.between(width / 40, width / 18);
          case PARAGRAPH -> draws.between(width / 50, width / 24);
          case COLUMNS -> draws.between(width / 64, width / 40);
          case TABLE -> draws.between(width / 45, width / 24);
          case SIGN -> draws.between(width / 14, width / 6);
        };
    return Math.max(LEAST_FONT, chosen);
  }

  private static List<List<String>> blocks(
      Layout layout, Size page, int fontPixels, Wording wording, Draws draws) {
    Lines lines = new Lines(wording.words(draws), wording.isSpaced());
    int halfEms = Math.max(4, (int) (INNER * page.width() / (HALF_EM * fontPixels)));
    int most = Math.max(1, (int) (INNER * page.height() / (PITCH * fontPixels)));
    return switch (layout) {
      case LINE -> List.of(lines.take(1, halfEms));
      case PARAGRAPH -> List.of(lines.take(draws.between(Math.min(2, most), most), halfEms));
      case SIGN -> List.of(lines.take(draws.between(1, Math.min(3, most)), halfEms));
      case COLUMNS -> {
        int count = draws.between(Math.min(3, most), most);
        int column = Math.max(4, halfEms / 2 - 2);
        yield List.of(lines.take(count, column), lines.take(count, column));
      }
      case TABLE -> {
        List<List<String>> rows = new ArrayList<>();
        int count = draws.between(Math.min(3, most), Math.min(14, most));
        for (int i = 0; i < count; i++) {
          rows.add(row(lines.line(Math.max(4, halfEms - NUMBERS_WIDTH)), draws));
        }
        yield rows;
      }
    };
  }

  private static List<String> row(String item, Draws draws) {
    int cents = draws.between(20, 9999);
    return List.of(
        item,
        String.valueOf(draws.between(1, 12)),
        String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100));
  }

  private static Colours colours(Layout layout, Draws draws) {
    if (layout == Layout.SIGN) {
      return draws.pick(SIGNS);
    }
    int light = grey(draws.between(215, 255), 12, draws);
    int dark = grey(draws.between(0, 70), 12, draws);
    return draws.chance(0.12) ? new Colours(dark, light) : new Colours(light, dark);
  }

  /** Near a grey, with a tint. */
  private static int grey(int level, int tint, Draws draws) {
    int colour = 0;
    for (int c = 0; c < 3; c++) {
      int value = level + draws.between(-tint, tint);
      colour = colour << 8 | Math.max(0, Math.min(255, value));
    }
    return colour;
  }

  private List<Integer> corners(Draws draws) {
    boolean isFlat = draws.chance(0.3);
    List<Integer> corners = new ArrayList<>();
    for (int i = 0; i < OcrOrder.CORNER_NUMBERS; i++) {
      int moved = upTo(MOST_CORNER * options.perspective(), draws);
      corners.add(isFlat ? 0 : moved);
    }
    return corners;
  }

  private static int upTo(double most, Draws draws) {
    return draws.between(0, (int) most);
  }
}
