package io.github.oryxcuration.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file of weights, read by what it holds and not by what it is called. */
final class WeightFile {
  private static final String LFS = "version https://git-lfs";
  private static final String ZIP = "PK";

  /** A pickle's protocol, then a number of ten bytes: what torch.save wrote before version 1.6. */
  private static final String OLD_TORCH = "\u0080\u0002\u008a\n";

  private WeightFile() {}

  static List<Found> read(Path file) {
    String start = new String(start(file), StandardCharsets.ISO_8859_1);
    if (start.startsWith(LFS)) {
      throw new ModelException(
          file + ": is the pointer of Git LFS, not the weights; fetch them with git lfs pull");
    }
    if (start.startsWith(OLD_TORCH)) {
      throw new ModelException(
          file
              + ": is in PyTorch's format from before version 1.6; load it with torch.load(FILE,"
              + " weights_only=True) and torch.save it again");
    }
    if (start.startsWith(ZIP)) {
      return TorchFile.read(file);
    }
    if ((start.length() > Long.BYTES && start.charAt(Long.BYTES) == '{')
        || file.toString().endsWith(".safetensors")) {
      return SafetensorsFile.read(file);
    }
    throw new ModelException(
        file + ": holds neither safetensors nor a zip of torch.save; fetch the file again");
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LFS.length());
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
