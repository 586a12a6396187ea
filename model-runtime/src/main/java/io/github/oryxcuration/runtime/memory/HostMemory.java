package io.github.oryxcuration.runtime.memory;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of this machine that is free or can be freed at once: what the kernel calls available, and
 * no more than the container's limit leaves. Pages of mapped files count as available.
 */
public final class HostMemory {
  private static final long UNKNOWN = -1;

  private HostMemory() {}

  /** Bytes that may be used. */
  public static long available() {
    return available(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
  }

  static long available(Path meminfo, Path cgroup) {
    long machine = number(meminfo, "MemAvailable: +([0-9]+) kB");
    long all = machine == UNKNOWN ? fromTheJdk() : machine << 10;
    long limit = number(cgroup.resolve("memory.max"), "([0-9]+)");
    long used = number(cgroup.resolve("memory.current"), "([0-9]+)");
    if (limit == UNKNOWN || used == UNKNOWN) {
      return all;
    }
    long cached = number(cgroup.resolve("memory.stat"), "inactive_file ([0-9]+)");
    return Math.max(0, Math.min(all, limit - used + Math.max(0, cached)));
  }

  /** Where there is no /proc: less than what could be had, since it leaves out the page cache. */
  private static long fromTheJdk() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getFreeMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  /** The number in the first line of that form; unknown where there is no such line or file. */
  private static long number(Path file, String form) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      return UNKNOWN; // Another system, or another kind of container.
    }
    Pattern pattern = Pattern.compile(form);
    for (String line : lines) {
      Matcher number = pattern.matcher(line.strip());
      if (number.matches()) {
        return Long.parseLong(number.group(1));
      }
    }
    return UNKNOWN;
  }
}
