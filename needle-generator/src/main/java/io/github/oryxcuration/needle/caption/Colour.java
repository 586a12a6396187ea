package io.github.oryxcuration.needle.caption;

import java.util.Locale;

/** Names of colours, each a range of hue, saturation and value. */
enum Colour {
  BLACK,
  GREY,
  WHITE,
  RED,
  ORANGE,
  BROWN,
  YELLOW,
  GREEN,
  CYAN,
  BLUE,
  PURPLE,
  PINK;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Colour of(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    int chroma = most - least;
    if (most < 40) {
      return BLACK;
    }
    if (chroma * 100 < 18 * most || chroma < 14) {
      return most > 205 ? WHITE : most < 60 ? BLACK : GREY;
    }
    double hue;
    if (most == red) {
      hue = 60.0 * (green - blue) / chroma;
    } else if (most == green) {
      hue = 120 + 60.0 * (blue - red) / chroma;
    } else {
      hue = 240 + 60.0 * (red - green) / chroma;
    }
    hue = hue < 0 ? hue + 360 : hue;
    return named(hue, most, chroma / (double) most);
  }

  private static Colour named(double hue, int value, double saturation) {
    if (hue < 12 || hue >= 345) {
      return value > 190 && saturation < 0.45 ? PINK : RED;
    }
    if (hue < 42) {
      return value < 170 ? BROWN : ORANGE;
    }
    if (hue < 70) {
      return value < 90 ? BROWN : YELLOW;
    }
    if (hue < 165) {
      return GREEN;
    }
    if (hue < 195) {
      return CYAN;
    }
    if (hue < 258) {
      return BLUE;
    }
    return hue < 300 ? PURPLE : PINK;
  }
}
