package io.github.oryxcuration.mixture.ocr;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets text as outlines, at a size of {@link #SIZE} units. Outlines scale without hinting, so the
 * picture does not depend on how a platform rasterises small letters.
 */
final class TypeSetter {
  static final float SIZE = 100;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final double LEADING = 1.15;
  private static final double COLUMN_GAP = 0.9 * SIZE;
  private static final double CELL_GAP = 0.8 * SIZE;

  private final Font font;
  private final double pitch;

  TypeSetter(Font font) {
    this.font = font.deriveFont(SIZE);
    var metrics = this.font.getLineMetrics("Hg", CONTEXT);
    pitch = LEADING * Math.max(SIZE, metrics.getAscent() + metrics.getDescent());
  }

  /** Everything that stands on the page, the first base line near y = 0. */
  Path2D set(Layout layout, List<List<String>> blocks) {
    return switch (layout) {
      case LINE, PARAGRAPH -> column(lines(blocks.get(0)), Side.START);
      case SIGN -> column(lines(blocks.get(0)), Side.CENTRE);
      case COLUMNS -> columns(blocks);
      case TABLE -> table(blocks);
    };
  }

  private enum Side {
    START,
    CENTRE,
    END
  }

  private List<TextLayout> lines(List<String> texts) {
    return texts.stream().map(text -> new TextLayout(text, font, CONTEXT)).toList();
  }

  private Path2D column(List<TextLayout> lines, Side side) {
    Path2D page = new Path2D.Double();
    double width = width(lines);
    for (int i = 0; i < lines.size(); i++) {
      add(page, lines.get(i), 0, width, i * pitch, side);
    }
    return page;
  }

  private Path2D columns(List<List<String>> blocks) {
    Path2D page = new Path2D.Double();
    double x = 0;
    for (List<String> block : inDirection(blocks, blocks.get(0).get(0))) {
      List<TextLayout> lines = lines(block);
      page.append(
          AffineTransform.getTranslateInstance(x, 0)
              .createTransformedShape(column(lines, Side.START)),
          false);
      x += width(lines) + COLUMN_GAP;
    }
    return page;
  }

  private Path2D table(List<List<String>> rows) {
    List<List<TextLayout>> cells = rows.stream().map(this::lines).toList();
    int columns = cells.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> order = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      order.add(column);
    }
    Path2D page = new Path2D.Double();
    double x = 0;
    for (int column : inDirection(order, rows.get(0).get(0))) {
      List<TextLayout> inColumn =
          cells.stream().filter(row -> row.size() > column).map(row -> row.get(column)).toList();
      double width = width(inColumn);
      for (int row = 0; row < cells.size(); row++) {
        if (cells.get(row).size() > column) {
          Side side = column == 0 ? Side.START : Side.END;
          add(page, cells.get(row).get(column), x, width, row * pitch, side);
        }
      }
      x += width + CELL_GAP;
    }
    return page;
  }

  /** Things that stand beside each other, from left to right; the text's first script decides. */
  private <T> List<T> inDirection(List<T> things, String text) {
    List<T> placed = new ArrayList<>(things);
    if (!new TextLayout(text, font, CONTEXT).isLeftToRight()) {
      java.util.Collections.reverse(placed);
    }
    return placed;
  }

  private static double width(List<TextLayout> lines) {
    return lines.stream().mapToDouble(TextLayout::getAdvance).max().orElse(0);
  }

  private static void add(
      Path2D page, TextLayout line, double x, double width, double y, Side side) {
    double free = width - line.getAdvance();
    boolean leftToRight = line.isLeftToRight();
    double shift =
        switch (side) {
          case START -> leftToRight ? 0 : free;
          case CENTRE -> free / 2;
          case END -> leftToRight ? free : 0;
        };
    Shape outline = line.getOutline(AffineTransform.getTranslateInstance(x + shift, y));
    page.append(outline, false);
  }
}
