package io.github.oryxcuration.cli.inspect;

/** Text for a line of a terminal. */
final class Shortened {
  private Shortened() {}

  /** Line ends are shown as such; what is longer is cut and says how long it was. */
  static String text(String text, int most) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= most
        ? line
        : line.substring(0, most) + "… (" + line.length() + " characters)";
  }
}
