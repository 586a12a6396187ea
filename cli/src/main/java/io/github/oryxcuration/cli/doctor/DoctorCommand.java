package io.github.oryxcuration.cli.doctor;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.core.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether this machine can run the toolkit, and what to do where it cannot. */
@Command(
    name = "doctor",
    description = "Check Java, natives, disk, memory, runners and fonts of this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {DoctorMovieNetCommand.class, DoctorScanNetCommand.class},
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder that a build would write to (default: the current one).")
  private Path out;

  @Option(names = "--tokenizer", paramLabel = "FILE", description = "A tokenizer.json to load.")
  private @Nullable Path tokenizer;

  @Mixin private GlobalOptions global;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    checks.addAll(MachineChecks.all());
    checks.addAll(NativeChecks.all());
    if (tokenizer != null) {
      checks.add(NativeChecks.tokenizerFile(tokenizer));
    }
    checks.addAll(ModelChecks.all());
    checks.addAll(FontChecks.all());
    checks.addAll(DiskChecks.all(out));
    checks.addAll(RunnerChecks.all());
    PrintWriter screen = spec.commandLine().getOut();
    if (global.json()) {
      screen.print(Json.writePretty(checks));
    } else {
      print(checks, screen);
    }
    screen.flush();
    return checks.stream().anyMatch(check -> check.status() == Check.Status.MISSING)
        ? ExitCode.ENVIRONMENT
        : ExitCode.DONE;
  }

  private static void print(List<Check> checks, PrintWriter screen) {
    int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    for (Check check : checks) {
      screen.printf(
          "%-7s  %-" + width + "s  %s%n", check.status().word(), check.name(), check.found());
      if (!check.hint().isEmpty()) {
        screen.printf("%-7s  %-" + width + "s  -> %s%n", "", "", check.hint());
      }
    }
    long missing = checks.stream().filter(check -> check.status() == Check.Status.MISSING).count();
    screen.println(
        missing == 0 ? "Everything needed is there." : missing + " needed thing(s) missing.");
  }
}
