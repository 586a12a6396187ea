package io.github.oryxcuration.cli.demo;

import io.github.oryxcuration.cli.demo.Scene.Paint;
import io.github.oryxcuration.cli.demo.Scene.Shape;
import io.github.oryxcuration.cli.demo.Scene.Thing;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Scenes by number; the same number gives the same scene. */
final class DemoScenes {
  private static final int[][] SIZES = {
    {640, 480}, {800, 600}, {480, 640}, {320, 240}, {1024, 768}, {500, 500}
  };
  private static final List<Color> SKIES =
      List.of(new Color(0xCFE8FF), new Color(0xFFE9C7), new Color(0xE4D7F5), new Color(0xD9D9D9));

  static int width(int number) {
    return SIZES[number % SIZES.length][0];
  }

  static int height(int number) {
    return SIZES[number % SIZES.length][1];
  }

  /** One to three shapes, no two of one kind, in columns of their own. */
  Scene scene(int number) {
    Random random = new Random(number); // its algorithm is part of Java's specification
    List<Shape> shapes = new ArrayList<>(List.of(Shape.values()));
    List<Paint> paints = new ArrayList<>(List.of(Paint.values()));
    Collections.shuffle(shapes, random);
    Collections.shuffle(paints, random);
    int count = 1 + number % 3;
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = (i + 0.5) / count;
      double y = 0.35 + 0.3 * random.nextDouble();
      things.add(new Thing(shapes.get(i), paints.get(i), x, y, 0.2 + 0.1 * random.nextDouble()));
    }
    Color sky = SKIES.get(number % SKIES.size());
    return new Scene(sky, sky.darker(), things);
  }
}
