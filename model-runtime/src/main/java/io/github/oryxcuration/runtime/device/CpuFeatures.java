package io.github.oryxcuration.runtime.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processor says it can do, where the system tells (Linux: {@code /proc/cpuinfo}).
 *
 * @param name such as the maker's, or the architecture
 * @param flags those that matter to matrix products, sorted
 */
public record CpuFeatures(String name, Set<String> flags) {
  private static final List<String> OF_INTEREST =
      List.of(
          "avx2",
          "avx512f",
          "avx512_vnni",
          "avx_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_bf16",
          "amx_int8",
          "asimd",
          "sve",
          "bf16",
          "svebf16");

  /** Instructions that multiply bfloat16: of Intel and AMD, and of ARM. */
  private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16", "svebf16");

  public CpuFeatures {
    flags = Set.copyOf(flags);
  }

  /** Those of this machine. */
  public static CpuFeatures ofThisMachine() {
    return read(Path.of("/proc/cpuinfo"));
  }

  static CpuFeatures read(Path cpuinfo) {
    String name = System.getProperty("os.arch", "unknown");
    Set<String> flags = Set.of();
    // One processor's block is enough; the file has one for each.
    try (BufferedReader lines = Files.newBufferedReader(cpuinfo)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        if (key.equals("model name")) {
          name = value;
        } else if (key.equals("flags") || key.equals("features")) {
          flags = Set.copyOf(List.of(value.split("\\s+", -1)));
          break;
        }
      }
    } catch (IOException e) {
      return new CpuFeatures(name, Set.of()); // Another system; nothing is assumed of it.
    }
    return new CpuFeatures(name, known(flags));
  }

  private static Set<String> known(Collection<String> flags) {
    Set<String> known = new TreeSet<>(OF_INTEREST);
    known.retainAll(flags);
    return known;
  }

  /** Whether bfloat16 is multiplied by instructions of its own, rather than converted. */
  public boolean hasBf16() {
    return flags.stream().anyMatch(BF16::contains);
  }

  @Override
  public String toString() {
    return name + (flags.isEmpty() ? "" : ": " + String.join(" ", new TreeSet<>(flags)));
  }
}
