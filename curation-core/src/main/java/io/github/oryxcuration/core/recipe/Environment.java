package io.github.oryxcuration.core.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into texts: a dollar sign and the name in braces, which may be
 * followed by {@code :-} and a default. Two dollar signs before the brace stand for one and the
 * brace itself. A set but empty variable counts as unset, as in a shell's {@code :-}.
 */
final class Environment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([^}:]*)(?::-([^}]*))?(\\})?");

  private final UnaryOperator<@Nullable String> lookup;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Environment(UnaryOperator<@Nullable String> lookup) {
    this.lookup = lookup;
  }

  /**
   * A text after substitution.
   *
   * @param written as it stands in the recipe
   * @param value with variables put in
   * @param referring whether it refers to any variable
   * @param secret the name of a secret variable that it refers to, or null
   */
  record Resolved(String written, String value, boolean referring, @Nullable String secret) {}

  /**
   * @throws IllegalArgumentException that says what is wrong with a reference
   */
  Resolved resolve(String written) {
    if (!written.contains("${")) {
      return new Resolved(written, written, false, null);
    }
    Matcher matcher = REFERENCE.matcher(written);
    StringBuilder value = new StringBuilder();
    boolean referring = false;
    String secret = null;
    int copied = 0;
    while (matcher.find()) {
      value.append(written, copied, matcher.start());
      copied = matcher.end();
      if (matcher.group().equals("$${")) {
        value.append("${");
        continue;
      }
      String name = name(matcher);
      value.append(value(name, matcher.group(2)));
      referring = true;
      secret = secrets.containsKey(name) ? name : secret;
    }
    value.append(written, copied, written.length());
    return new Resolved(written, value.toString(), referring, secret);
  }

  Secrets secrets() {
    return secrets.isEmpty() ? Secrets.NONE : new Secrets(secrets);
  }

  private static String name(Matcher reference) {
    String name = reference.group(1);
    if (reference.group(3) == null || name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          reference.group()
              + " is no reference to an environment variable; allowed: ${NAME},"
              + " ${NAME:-default}, and $${ for the characters themselves");
    }
    return name;
  }

  private String value(String name, @Nullable String otherwise) {
    String value = lookup.apply(name);
    if (value == null || value.isEmpty()) {
      if (otherwise == null) {
        throw new IllegalArgumentException(
            "the environment variable "
                + name
                + " is not set; set it, or write ${"
                + name
                + ":-default}");
      }
      return otherwise;
    }
    if (Secrets.NAME.matcher(name).find()) {
      secrets.put(name, value);
    }
    return value;
  }
}
