package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Painter;
import io.github.oryxcuration.core.picture.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a page of text. The same order gives the same pixels in one version of Java: letters are
 * filled as outlines by Java's own rasteriser, everything after that is arithmetic. No ink ever
 * leaves the page: text that is too large for it is set smaller.
 *
 * <p>Safe for several threads. A font that is missing, or is not the one that the order was made
 * with, is a {@link io.github.oryxcuration.core.error.CurationException}.
 */
public final class OcrPainter implements Painter {
  /** The name by which media references call it. */
  public static final String NAME = "ocr";

  private static final int CHANNELS = 3;
  private static final double MARGIN = 0.05;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RgbImage paint(String order) {
    return paint(Json.read(order, OcrOrder.class));
  }

  RgbImage paint(OcrOrder order) {
    Draws draws = new Draws(order.seed());
    byte[] rgb = page(order, draws);
    if (order.shade() > 0) {
      PageEffects.shade(rgb, order.width(), order.height(), order.shade(), draws.chance(0.5));
    }
    if (!order.isFlat()) {
      rgb = warp(rgb, order);
    }
    PageEffects.blur(rgb, order.width(), order.height(), order.blur());
    if (order.noise() > 0) {
      PageEffects.noise(rgb, order.noise(), draws);
    }
    return new RgbImage(order.width(), order.height(), rgb);
  }

  /** The page as a scanner would see it. */
  private static byte[] page(OcrOrder order, Draws draws) {
    BufferedImage image =
        new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(new Color(order.paper()));
      graphics.fillRect(0, 0, order.width(), order.height());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(new Color(order.ink()));
      graphics.fill(text(order, draws));
    } finally {
      graphics.dispose();
    }
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int at = 0; at < bytes.length; at += CHANNELS) {
      byte blue = bytes[at];
      bytes[at] = bytes[at + 2];
      bytes[at + 2] = blue;
    }
    return bytes;
  }

  /** All letters, scaled to fit and moved to where they stand. */
  private static Path2D text(OcrOrder order, Draws draws) {
    TypeSetter setter = new TypeSetter(FontShelf.font(order.font()));
    Path2D outlines = setter.set(order.layout(), order.blocks());
    Rectangle2D ink = outlines.getBounds2D();
    double left = MARGIN * order.width();
    double top = MARGIN * order.height();
    double scale =
        Math.min(
            order.fontPixels() / (double) TypeSetter.SIZE,
            Math.min(
                (order.width() - 2 * left) / ink.getWidth(),
                (order.height() - 2 * top) / ink.getHeight()));
    double freeX = order.width() - 2 * left - scale * ink.getWidth();
    double freeY = order.height() - 2 * top - scale * ink.getHeight();
    boolean centred = order.layout() == Layout.SIGN;
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            left + freeX * (centred ? 0.5 : draws.unit()),
            top + freeY * (centred ? 0.5 : draws.unit()));
    place.scale(scale, scale);
    place.translate(-ink.getX(), -ink.getY());
    outlines.transform(place);
    return outlines;
  }

  /** The page as a camera sees it that does not look straight at it; the desk shows beside it. */
  private static byte[] warp(byte[] page, OcrOrder order) {
    int width = order.width();
    int height = order.height();
    Homography toPage =
        Homography.between(
            corners(order),
            List.of(
                0.0,
                0.0,
                (double) width,
                0.0,
                (double) width,
                (double) height,
                0.0,
                (double) height));
    byte[] seen = new byte[page.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double px = toPage.x(x + 0.5, y + 0.5) - 0.5;
        double py = toPage.y(x + 0.5, y + 0.5) - 0.5;
        sample(page, width, height, px, py, order.desk(), seen, (y * width + x) * CHANNELS);
      }
    }
    return seen;
  }

  private static List<Double> corners(OcrOrder order) {
    List<Double> corners = new ArrayList<>();
    for (int i = 0; i < OcrOrder.CORNER_NUMBERS; i++) {
      boolean horizontal = (i & 1) == 0;
      double length = horizontal ? order.width() : order.height();
      double inward = order.corners().get(i) * length / 1000;
      boolean far = horizontal ? i == 2 || i == 4 : i >= 5;
      corners.add(far ? length - inward : inward);
    }
    return corners;
  }

  /** Bilinear; pixels beyond the page have the colour of the desk. */
  private static void sample(
      byte[] page, int width, int height, double x, double y, int desk, byte[] to, int at) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    for (int c = 0; c < CHANNELS; c++) {
      double upper =
          (1 - fx) * value(page, width, height, left, top, c, desk)
              + fx * value(page, width, height, left + 1, top, c, desk);
      double lower =
          (1 - fx) * value(page, width, height, left, top + 1, c, desk)
              + fx * value(page, width, height, left + 1, top + 1, c, desk);
      to[at + c] = (byte) (int) ((1 - fy) * upper + fy * lower + 0.5);
    }
  }

  private static int value(byte[] page, int width, int height, int x, int y, int c, int desk) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return desk >> (16 - 8 * c) & 0xff;
    }
    return page[(y * width + x) * CHANNELS + c] & 0xff;
  }
}
