package io.github.oryxcuration.core.recipe;

import java.util.List;

/** A value of a YAML file and where it stands. */
sealed interface YamlNode {

  /** Where it starts. */
  Place at();

  /** What it is, for messages: {@code the text "x"}, {@code a list of 3}, {@code a mapping}. */
  String described();

  /** A line and a column in characters, both from 1. */
  record Place(int line, int column) {}

  /**
   * Text, number, truth value or nothing, exactly as it was written.
   *
   * @param text with quotes and escapes resolved
   * @param plain false where quotes or a block style say that it is text
   */
  record Scalar(Place at, String text, boolean plain) implements YamlNode {
    /** Whether YAML reads it as no value at all. */
    boolean empty() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String described() {
      if (empty()) {
        return "nothing";
      }
      return plain ? shortened() : "the quoted text \"" + shortened() + "\"";
    }

    private String shortened() {
      String line = text.replace("\r", "").replace("\n", "\\n");
      return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
  }

  /** Values in order. */
  record Sequence(Place at, List<YamlNode> items) implements YamlNode {
    @Override
    public String described() {
      return items.isEmpty() ? "an empty list" : "a list of " + items.size();
    }
  }

  /** Keys with values, in the file's order; a key may stand there twice. */
  record Mapping(Place at, List<Entry> entries) implements YamlNode {
    @Override
    public String described() {
      return entries.isEmpty() ? "an empty mapping" : "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(Place at, String key, YamlNode value) {}
}
