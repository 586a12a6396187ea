package io.github.oryxcuration.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which runners of Beam can be used without a download. */
final class RunnerChecks {
  /** Set by the launcher: the folder that holds lib, lib-flink and so on. */
  private static final String LIBRARIES = "oryxcuration.libraries";

  private RunnerChecks() {}

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("Runner local", "always there; no Beam runner"));
    checks.add(runner("direct", "org.apache.beam.runners.direct.DirectRunner"));
    checks.add(runner("flink", "org.apache.beam.runners.flink.FlinkRunner"));
    checks.add(runner("spark", "org.apache.beam.runners.spark.SparkRunner"));
    checks.add(runner("dataflow", "org.apache.beam.runners.dataflow.DataflowRunner"));
    return checks;
  }

  private static Check runner(String name, String type) {
    String title = "Runner " + name;
    if (onClassPath(type)) {
      return Check.ok(title, "on the class path");
    }
    String libraries = System.getProperty(LIBRARIES, "");
    if (!libraries.isEmpty() && Files.exists(Path.of(libraries, "lib-" + name, "classpath"))) {
      return Check.ok(title, "downloaded");
    }
    return Check.note(
        title, "not downloaded", "The first use of --runner=" + name + " downloads it.");
  }

  private static boolean onClassPath(String type) {
    String file = type.replace('.', '/') + ".class";
    return RunnerChecks.class.getClassLoader().getResource(file) != null;
  }
}
