package io.github.oryxcuration.core.text;

/** Text in pages that are written line by line. */
public final class Html {
  private Html() {}

  /** The text as the content of an element; not for attributes, which quotes would end. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
