package io.github.oryxcuration.cli.demo;

import io.github.oryxcuration.core.picture.RgbImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/**
 * A few shapes before a sky of two colours.
 *
 * @param top colour of the sky above
 * @param bottom colour of the sky below
 */
record Scene(Color top, Color bottom, List<Thing> things) {

  /** What a shape is called. */
  enum Shape {
    CIRCLE("circle"),
    SQUARE("square"),
    TRIANGLE("triangle"),
    BAR("bar");

    final String word;

    Shape(String word) {
      this.word = word;
    }
  }

  /** Colours with names that nobody will dispute. */
  enum Paint {
    RED("red", 0xD62728),
    GREEN("green", 0x2CA02C),
    BLUE("blue", 0x1F5FD0),
    YELLOW("yellow", 0xF2C80F),
    WHITE("white", 0xFAFAFA),
    BLACK("black", 0x101010);

    final String word;
    final int rgb;

    Paint(String word, int rgb) {
      this.word = word;
      this.rgb = rgb;
    }
  }

  /**
   * One shape.
   *
   * @param x of its centre, as a part of the width; likewise y
   * @param size of its side, as a part of the smaller side of the picture
   */
  record Thing(Shape shape, Paint paint, double x, double y, double size) {

    String words() {
      return "a " + paint.word + " " + shape.word;
    }

    Thing at(double newX, double newY) {
      return new Thing(shape, paint, newX, newY, size);
    }
  }

  Scene {
    things = List.copyOf(things);
  }

  /** What is in the picture, from left to right: {@code a red circle and a blue square}. */
  String words() {
    List<String> words =
        things.stream().sorted((a, b) -> Double.compare(a.x(), b.x())).map(Thing::words).toList();
    if (words.size() == 1) {
      return words.get(0);
    }
    return String.join(", ", words.subList(0, words.size() - 1))
        + " and "
        + words.get(words.size() - 1);
  }

  RgbImage draw(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, top, 0, height, bottom));
    graphics.fillRect(0, 0, width, height);
    for (Thing thing : things) {
      graphics.setColor(new Color(thing.paint().rgb));
      graphics.fill(outline(thing, width, height));
    }
    graphics.dispose();
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i += 3) {
      rgb[i] = bytes[i + 2];
      rgb[i + 1] = bytes[i + 1];
      rgb[i + 2] = bytes[i];
    }
    return new RgbImage(width, height, rgb);
  }

  private static java.awt.Shape outline(Thing thing, int width, int height) {
    double side = thing.size() * Math.min(width, height);
    double x = thing.x() * width;
    double y = thing.y() * height;
    return switch (thing.shape()) {
      case CIRCLE -> new Ellipse2D.Double(x - side / 2, y - side / 2, side, side);
      case SQUARE -> new Rectangle2D.Double(x - side / 2, y - side / 2, side, side);
      case BAR -> new Rectangle2D.Double(x - side / 2, y - side / 8, side, side / 4);
      case TRIANGLE -> {
        Polygon unit = new Polygon(new int[] {-50, 50, 0}, new int[] {43, 43, -43}, 3);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(side / 100, side / 100);
        yield place.createTransformedShape(unit);
      }
    };
  }
}
