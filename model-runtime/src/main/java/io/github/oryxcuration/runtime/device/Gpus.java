package io.github.oryxcuration.runtime.device;

import io.github.oryxcuration.runtime.memory.DeviceRoom;
import io.github.oryxcuration.runtime.memory.HostMemory;
import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The GPUs that libtorch can use.
 *
 * @param count how many
 * @param why what was found, or what is missing
 * @param hint what to do, or empty
 */
public record Gpus(int count, String why, String hint) {
  /** Where the driver of NVIDIA cards shows itself. */
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

  /** Looks; loads libtorch. */
  public static Gpus find() {
    TorchEngine engine = TorchEngine.get();
    return of(
        engine.features().contains("CUDA"),
        engine.cudaDevices(),
        Files.exists(DRIVER),
        engine.version());
  }

  static Gpus of(boolean cudaBuild, int count, boolean driver, String version) {
    if (cudaBuild && count > 0) {
      return new Gpus(count, count + " for libtorch " + version + " with CUDA", "");
    }
    if (cudaBuild) {
      return new Gpus(
          0,
          "libtorch " + version + " has CUDA, but sees no GPU",
          driver
              ? "A driver is loaded: is its CUDA older than the library's, or does"
                  + " CUDA_VISIBLE_DEVICES hide the cards? libcudart must be on LD_LIBRARY_PATH."
              : "No NVIDIA driver is loaded ("
                  + DRIVER
                  + "): install one; without it, models run on the CPU.");
    }
    return new Gpus(
        0,
        "libtorch "
            + version
            + " is built for the CPU alone, "
            + (driver ? "but an" : "and no")
            + " NVIDIA driver is loaded",
        (driver ? "To use the GPU, install PyTorch " : "For a GPU, install its driver and PyTorch ")
            + version
            + " with CUDA 12.8 and set PYTORCH_LIBRARY_PATH to its torch/lib, PYTORCH_VERSION="
            + version
            + " and PYTORCH_FLAVOR=cu128 (or cpu; the version must be exactly this one)."
            + " Nothing is downloaded for it.");
  }

  /**
   * The devices that a model is to be spread over, with their free memory now.
   *
   * @param devices as {@link Devices#parse} gives them
   * @throws ModelException if a GPU is named that is not there; says why
   */
  public static List<DeviceRoom> rooms(List<String> devices) {
    List<String> named = devices;
    if (devices.equals(List.of(Devices.AUTO))) {
      named = new ArrayList<>();
      int found = TorchEngine.get().cudaDevices();
      for (int i = 0; i < found; i++) {
        named.add(Devices.gpu(i));
      }
      if (found == 0) {
        named.add(Placement.CPU);
      }
    }
    List<DeviceRoom> rooms = new ArrayList<>();
    for (String device : named) {
      rooms.add(new DeviceRoom(device, free(device)));
    }
    return rooms;
  }

  private static long free(String device) {
    if (device.equals(Placement.CPU)) {
      return HostMemory.available();
    }
    Gpus gpus = find();
    if (Devices.index(device) >= gpus.count) {
      String message = "there is no device " + device + ": " + gpus.why + ". " + gpus.hint;
      throw new ModelException(message.strip());
    }
    return TorchEngine.get().cudaFree(Devices.index(device));
  }
}
