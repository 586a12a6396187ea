package io.github.oryxcuration.mixture.filter;

/** What a part of an expression is. */
enum Type {
  TEXT("a text"),
  NUMBER("a number"),
  TRUTH("true or false");

  private final String words;

  Type(String words) {
    this.words = words;
  }

  /** In a sentence. */
  String words() {
    return words;
  }
}
