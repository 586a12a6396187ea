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

  private WeightFile() {}

  static List<Found> read(Path file) {
    String start = new String(start(file), StandardCharsets.ISO_8859_1);
    if (start.startsWith(LFS)) {
      throw new ModelException(
          file + ": is the pointer of Git LFS, not the weights; fetch them with git lfs pull");
    }
    return SafetensorsFile.read(file);
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LFS.length());
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
