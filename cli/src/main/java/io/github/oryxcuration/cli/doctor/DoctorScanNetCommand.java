package io.github.oryxcuration.cli.doctor;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.correspondence.doctor.ScanNetDoctor;
import io.github.oryxcuration.correspondence.doctor.ScanReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which scans below a ScanNet root can be used, and what is wrong with the others. */
@Command(
    name = "scannet",
    description = "Check every scan below a ScanNet root: recording, poses, depth, annotations.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DoctorScanNetCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ROOT",
      description = "The folder that holds scans/ (or the scans themselves).")
  private Path root;

  @Option(
      names = "--skip-list",
      paramLabel = "FILE",
      description = "Write the names of scans that cannot be used, one a line.")
  private @Nullable Path skipList;

  @Mixin private GlobalOptions global;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new UsageException(root + " is no folder. Name the folder that holds scans/.");
    }
    List<ScanReport> reports =
        ScanNetDoctor.look(
            root.toAbsolutePath().normalize().toString(),
            Reporting.of(global, spec.commandLine().getErr()));
    List<ScanReport> skipped = reports.stream().filter(report -> !report.isUsable()).toList();
    if (skipList != null) {
      Files.writeString(
          skipList, skipped.stream().map(r -> r.scan() + "\n").collect(Collectors.joining()));
    }
    PrintWriter screen = spec.commandLine().getOut();
    if (global.json()) {
      screen.print(Json.writePretty(reports));
    } else {
      print(reports, skipped, screen);
    }
    screen.flush();
    return reports.isEmpty() || !skipped.isEmpty() ? ExitCode.FAILURES : ExitCode.DONE;
  }

  private static void print(
      List<ScanReport> reports, List<ScanReport> skipped, PrintWriter screen) {
    screen.printf(
        "%-14s %7s %7s %7s %8s %5s  %s%n",
        "scan", "frames", "posed", "looked", "objects", "maps", "unusable frames");
    for (ScanReport report : reports) {
      screen.printf(
          "%-14s %7d %7d %7d %8d %5d  %s%n",
          report.scan(),
          report.frames(),
          report.posed(),
          report.looked(),
          report.objects(),
          report.maps(),
          report.faultWords());
      report.notes().forEach(note -> screen.printf("%-14s note: %s%n", "", note));
    }
    skipped.forEach(report -> screen.printf("skip %s: %s%n", report.scan(), report.skip()));
    screen.printf("%d of %d scans can be used.%n", reports.size() - skipped.size(), reports.size());
  }
}
