package io.github.oryxcuration.runtime.device;

import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How people name devices. */
public final class Devices {
  /** All GPUs where there are any, else the CPU. */
  public static final String AUTO = "auto";

  private static final String CUDA = "cuda:";

  private Devices() {}

  /**
   * Reads {@code auto}, {@code cpu}, {@code 0}, {@code 0,1} or {@code cuda:0,cuda:1}.
   *
   * @return names as {@link Placement} has them, in that order; auto stays one
   * @throws ModelException if it is none of these
   */
  public static List<String> parse(String text) {
    List<String> devices = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      devices.add(name.matches("[0-9]{1,2}") ? CUDA + name : name);
    }
    boolean alone = devices.size() == 1;
    for (String device : devices) {
      boolean known = device.matches("cuda:[0-9]{1,2}");
      if (!known && !(alone && (device.equals(Placement.CPU) || device.equals(AUTO)))) {
        throw new ModelException(
            "devices must be auto, cpu, or numbers of GPUs such as 0,1, but were \"" + text + '"');
      }
    }
    if (devices.stream().distinct().count() < devices.size()) {
      throw new ModelException("each GPU may be named once, but devices were \"" + text + '"');
    }
    return List.copyOf(devices);
  }

  /** The number of a GPU. */
  static int index(String device) {
    return Integer.parseInt(device.substring(CUDA.length()));
  }

  static String gpu(int index) {
    return CUDA + index;
  }
}
