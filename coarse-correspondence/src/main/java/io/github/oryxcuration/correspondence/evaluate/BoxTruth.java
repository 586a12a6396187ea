package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One object's box in every frame, one line each: left, top, width and height in pixels from 1,
 * apart by commas, tabs or spaces. A box without an area, or NaN, says that the object is not
 * there.
 */
record BoxTruth(List<Box> boxes, int width, int height) implements SequenceTruth {
  /** From 0, ends excluded, within the frame. */
  record Box(int left, int top, int right, int bottom) {}

  static BoxTruth read(String path, int width, int height) throws IOException {
    String text;
    try {
      text = Storage.readText(path);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
    List<Box> boxes = new ArrayList<>();
    for (String line : text.strip().lines().toList()) {
      double[] numbers;
      try {
        numbers =
            Arrays.stream(line.strip().split("[,\\s]+", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
      } catch (NumberFormatException e) {
        numbers = new double[0];
      }
      if (numbers.length != 4) {
        throw new CurationException(
            Reason.MALFORMED_ROW,
            "%s, line %d: found '%s'; a line is left, top, width, height"
                .formatted(path, boxes.size() + 1, line.substring(0, Math.min(80, line.length()))));
      }
      boxes.add(box(numbers, width, height));
    }
    return new BoxTruth(boxes, width, height);
  }

  private static Box box(double[] numbers, int width, int height) {
    double left = numbers[0] - 1;
    double top = numbers[1] - 1;
    return new Box(
        within(left, width),
        within(top, height),
        within(left + numbers[2], width),
        within(top + numbers[3], height));
  }

  private static int within(double place, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(place)));
  }

  @Override
  public boolean isBoxes() {
    return true;
  }

  @Override
  public Optional<LabelMap> map(int place, String name) {
    if (place >= boxes.size()) {
      return Optional.empty();
    }
    Box box = boxes.get(place);
    short[] ids = new short[width * height];
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        ids[y * width + x] = 1;
      }
    }
    return Optional.of(new LabelMap(width, height, ids));
  }
}
