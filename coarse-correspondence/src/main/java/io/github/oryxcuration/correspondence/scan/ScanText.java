package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code <scan>.txt}, or of the {@code _info.txt} that the C++ exporter writes. Which
 * are there differs: tests have no {@code axisAlignment}, old scans no relation of the cameras.
 */
public final class ScanText {
  private final String path;
  private final Map<String, String> keys = new TreeMap<>();

  private ScanText(String path) {
    this.path = path;
  }

  /** Reads one, or null where there is no such file; a line without {@code =} is passed over. */
  public static @Nullable ScanText read(String path) throws IOException {
    String text = Numbers.text(path);
    if (text == null) {
      return null;
    }
    ScanText scan = new ScanText(path);
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                scan.keys.put(
                    line.substring(0, equals).strip(), line.substring(equals + 1).strip());
              }
            });
    return scan;
  }

  /** What moves the mesh's space to one whose axes are the room's; none where the file has none. */
  public Matrix4 axisAlignment() {
    return matrix("axisAlignment", Matrix4.IDENTITY);
  }

  /** From the colour camera's space to the depth camera's; the identity where the file has none. */
  public Matrix4 colorToDepth() {
    return matrix("colorToDepthExtrinsics", Matrix4.IDENTITY);
  }

  /** E.g. {@code Bedroom / Hotel}, or an empty string. */
  public String sceneType() {
    return keys.getOrDefault("sceneType", "");
  }

  boolean has(String key) {
    return keys.containsKey(key);
  }

  Matrix4 matrix(String key, Matrix4 absent) {
    String text = keys.get(key);
    return text == null ? absent : Numbers.matrix(text, path + ", " + key);
  }

  double number(String key) {
    String text = keys.get(key);
    if (text == null) {
      throw new CurationException(Reason.MEDIA_UNREADABLE, path + ": has no key " + key);
    }
    return Numbers.number(text, path + ", " + key);
  }

  int size(String key) {
    double value = number(key);
    if (!(value >= 1 && value <= 1 << 14)) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: %s must be 1 to 16384, but is %s".formatted(path, key, value));
    }
    return (int) value;
  }

  /**
   * The cameras by {@code <scan>.txt}'s keys.
   *
   * @throws CurationException if one of them is missing
   */
  Cameras cameras() {
    try {
      return new Cameras(camera("color"), camera("depth"), colorToDepth().inverse(), 1000);
    } catch (IllegalArgumentException e) {
      throw new CurationException(Reason.MEDIA_UNREADABLE, path + ": " + e.getMessage(), e);
    }
  }

  private Camera camera(String which) {
    return new Camera(
        size(which + "Width"),
        size(which + "Height"),
        number("fx_" + which),
        number("fy_" + which),
        number("mx_" + which),
        number("my_" + which));
  }
}
