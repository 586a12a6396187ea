package io.github.oryxcuration.core.recipe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Values that came from environment variables whose names look secret. They are used but never
 * written: whatever goes to a manifest, a report, a ledger or a log is {@linkplain #redact
 * redacted} first. Immutable; {@link #toString} tells names alone.
 */
public final class Secrets implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names that look secret. */
  static final Pattern NAME =
      Pattern.compile("KEY|TOKEN|SECRET|PASSWORD", Pattern.CASE_INSENSITIVE);

  /** Shorter values stand in ordinary text by chance, so blanking them would hide nothing. */
  private static final int SHORTEST = 4;

  public static final Secrets NONE = new Secrets(Map.of());

  private final TreeMap<String, String> byName;

  Secrets(Map<String, String> byName) {
    this.byName = new TreeMap<>(byName);
  }

  /** {@code text} with {@code ${NAME}} in place of every secret of at least four characters. */
  public String redact(String text) {
    String redacted = text;
    for (Map.Entry<String, String> secret : longestFirst()) {
      if (secret.getValue().length() >= SHORTEST) {
        redacted = redacted.replace(secret.getValue(), "${" + secret.getKey() + "}");
      }
    }
    return redacted;
  }

  /** Names of the variables, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** A secret that contains another one must go first. */
  private List<Map.Entry<String, String>> longestFirst() {
    List<Map.Entry<String, String>> secrets = new ArrayList<>(byName.entrySet());
    secrets.sort(Comparator.comparing(s -> -s.getValue().length()));
    return secrets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secrets secrets && secrets.byName.equals(byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return "Secrets" + byName.keySet();
  }
}
