package io.github.oryxcuration.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param found what is there
 * @param hint what to do, or an empty string
 */
record Check(String name, Status status, String found, String hint) {

  /** How it is. */
  enum Status {
    OK,
    /** Some work is slower or impossible; the rest goes on. */
    NOTE,
    /** Nothing works without it. */
    MISSING;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, Status.OK, found, "");
  }

  static Check note(String name, String found, String hint) {
    return new Check(name, Status.NOTE, found, hint);
  }

  static Check missing(String name, String found, String hint) {
    return new Check(name, Status.MISSING, found, hint);
  }
}
