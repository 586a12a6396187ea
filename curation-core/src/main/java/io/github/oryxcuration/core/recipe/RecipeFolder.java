package io.github.oryxcuration.core.recipe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Makes the paths of a recipe absolute: they are relative to the folder it lies in. */
record RecipeFolder(String folder) {
  private static final String GLOB_CHARACTERS = "*?[]{}\\";

  static RecipeFolder of(String recipePath) {
    String absolute =
        absolute(recipePath) ? recipePath : System.getProperty("user.dir") + "/" + recipePath;
    int slash = absolute.lastIndexOf('/');
    return new RecipeFolder(slash <= 0 ? "/" : absolute.substring(0, slash));
  }

  /** The absolute path of a file or folder. */
  String path(String path) {
    return normal(absolute(path) ? path : below(folder, path));
  }

  /**
   * The absolute form of a glob; glob characters in the recipe's own folder stand for themselves.
   */
  String glob(String pattern) {
    return normal(absolute(pattern) ? pattern : below(escaped(folder), pattern));
  }

  /** The folder that all globs have in common before their first glob character; none of none. */
  static String common(List<String> globs) {
    if (globs.isEmpty()) {
      return "";
    }
    String common = literalFolder(globs.get(0));
    for (String glob : globs) {
      String folder = literalFolder(glob);
      while (!common.isEmpty() && !(folder + "/").startsWith(common + "/")) {
        common = common.substring(0, Math.max(0, common.lastIndexOf('/')));
      }
    }
    return common.isEmpty() ? "/" : common;
  }

  static boolean isGlob(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if ("*?[{".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String literalFolder(String glob) {
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '\\' && i + 1 < glob.length()) {
        literal.append(glob.charAt(++i));
      } else if ("*?[{".indexOf(c) >= 0) {
        break;
      } else {
        literal.append(c);
      }
    }
    return literal.substring(0, Math.max(0, literal.lastIndexOf("/")));
  }

  static boolean absolute(String path) {
    return path.startsWith("/") || path.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
  }

  private static String below(String folder, String path) {
    return folder.endsWith("/") ? folder + path : folder + "/" + path;
  }

  /** Resolves {@code .} and {@code ..} of paths on the local disk; those elsewhere stay. */
  private static String normal(String path) {
    if (!path.startsWith("/")) {
      return path;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  private static String escaped(String folder) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < folder.length(); i++) {
      if (GLOB_CHARACTERS.indexOf(folder.charAt(i)) >= 0) {
        escaped.append('\\');
      }
      escaped.append(folder.charAt(i));
    }
    return escaped.toString();
  }
}
