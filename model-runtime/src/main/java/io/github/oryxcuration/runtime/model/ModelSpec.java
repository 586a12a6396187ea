package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.device.Devices;
import io.github.oryxcuration.runtime.device.Precision;
import java.io.Serializable;
import java.util.List;

/**
 * Which model, and how it is run: the key under which a JVM shares it.
 *
 * @param folder of the published files; local, since the engine maps them
 * @param precision what is computed in
 * @param devices as {@link Devices#parse} gives them; decoder layers are spread over several GPUs
 */
public record ModelSpec(String folder, Precision precision, List<String> devices)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public ModelSpec {
    devices = List.copyOf(devices);
  }

  /** On whatever device there is, in the type that suits it. */
  public static ModelSpec of(String folder) {
    return new ModelSpec(folder, Precision.AUTO, List.of(Devices.AUTO));
  }

  ModelSpec withFolder(String folder) {
    return new ModelSpec(folder, precision, devices);
  }

  public ModelSpec withPrecision(Precision precision) {
    return new ModelSpec(folder, precision, devices);
  }

  public ModelSpec withDevices(List<String> devices) {
    return new ModelSpec(folder, precision, devices);
  }
}
