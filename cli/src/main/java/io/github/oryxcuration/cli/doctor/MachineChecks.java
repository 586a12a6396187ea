package io.github.oryxcuration.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Java, the operating system, processors and memory. */
final class MachineChecks {
  private static final int LEAST_JAVA = 17;
  private static final long GIB = 1L << 30;
  private static final long ENOUGH_MEMORY = 3 * GIB;

  private MachineChecks() {}

  static List<Check> all() {
    return List.of(java(), platform(), processors(), memory(), heap());
  }

  private static Check java() {
    String found =
        "%s (%s, %s)"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor", "unknown vendor"),
                System.getProperty("java.home", ""));
    return Runtime.version().feature() >= LEAST_JAVA
        ? Check.ok("Java", found)
        : Check.missing("Java", found, "Set JAVA_HOME to a JDK 17 or newer.");
  }

  private static Check platform() {
    String system = System.getProperty("os.name", "");
    String machine = System.getProperty("os.arch", "");
    String found = system + " " + machine;
    return platformSupported(system, machine)
        ? Check.ok("Platform", found)
        : Check.missing(
            "Platform", found, "Natives are there for Linux x86-64 and macOS arm64 alone.");
  }

  static boolean platformSupported(String system, String machine) {
    return switch (system) {
      case "Linux" -> machine.equals("amd64") || machine.equals("x86_64");
      case "Mac OS X" -> machine.equals("aarch64");
      default -> false;
    };
  }

  private static Check processors() {
    return Check.ok("Processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
  }

  private static Check memory() {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    String found = gib(bytes);
    return bytes >= ENOUGH_MEMORY
        ? Check.ok("Memory", found)
        : Check.note("Memory", found, "A build uses up to 2 GB; lower -Xmx in ORYX_CURATE_OPTS.");
  }

  private static Check heap() {
    return Check.ok(
        "Heap limit",
        gib(Runtime.getRuntime().maxMemory()) + " (ORYX_CURATE_OPTS=-Xmx… changes it)");
  }

  static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
