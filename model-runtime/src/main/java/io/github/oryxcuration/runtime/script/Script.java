package io.github.oryxcuration.runtime.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one TorchScript class, put together from fragments. A fragment is the inside of the
 * class, indented by two blanks: attributes ({@code name : Type}, before the first method), then
 * methods. A method may call those of other fragments, so that one fragment can stand in two
 * versions of which one is chosen (a linear layer with packed weights, and one without).
 *
 * @param name what error messages call the script
 */
public record Script(String name, List<String> fragments) {
  private static final Pattern ATTRIBUTE = Pattern.compile("^  (\\w+) : ([^#\\n]+?)(?: *#.*)?$");

  /** An attribute, which starts as the empty value of its type. */
  record Attribute(String name, String type) {}

  public Script {
    fragments = List.copyOf(fragments);
    if (fragments.isEmpty()) {
      throw new IllegalArgumentException("script '" + name + "' must have a fragment");
    }
  }

  /**
   * A script of resources.
   *
   * @param owner the class beside which the resources lie
   * @param resources names such as {@code decoder.py}
   */
  public static Script of(String name, Class<?> owner, List<String> resources) {
    List<String> fragments = new ArrayList<>();
    for (String resource : resources) {
      try (InputStream in = owner.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("No resource " + resource + " beside " + owner.getName());
        }
        fragments.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the resource " + resource, e);
      }
    }
    return new Script(name, fragments);
  }

  /** What this script has and the other has after it. */
  public Script with(Script more) {
    List<String> all = new ArrayList<>(fragments);
    all.addAll(more.fragments);
    return new Script(name, all);
  }

  List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    for (String fragment : fragments) {
      for (String line : fragment.split("\n", -1)) {
        Matcher attribute = ATTRIBUTE.matcher(line);
        if (attribute.matches()) {
          attributes.add(new Attribute(attribute.group(1), attribute.group(2).trim()));
        }
      }
    }
    return attributes;
  }

  /** The class text: attributes of all fragments first, as the language wants it. */
  String text() {
    StringBuilder text = new StringBuilder("class M(Module):\n");
    text.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
    for (Attribute attribute : attributes()) {
      text.append("  ").append(attribute.name()).append(" : ").append(attribute.type());
      text.append('\n');
    }
    for (String fragment : fragments) {
      for (String line : fragment.split("\n", -1)) {
        if (!ATTRIBUTE.matcher(line).matches()) {
          text.append(line).append('\n');
        }
      }
    }
    return text.toString();
  }
}
