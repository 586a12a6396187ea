package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.test.endtoend.PlantedExperiment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds wrong answers that were planted, by a scripted model server on loopback: precision and
 * recall of the filter beside what follows from the server's noise, and what stopping votes saves.
 *
 * <pre>
 *   PlantedBench FOLDER [SAMPLES [ACCURACY...]]
 * </pre>
 */
public final class PlantedBench {
  private static final List<Double> ACCURACIES = List.of(0.6, 0.8, 0.95);

  private PlantedBench() {}

  /** See the class; the folder must not exist. */
  public static void main(String[] arguments) throws IOException {
    int samples = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    Path folder = Files.createDirectory(Path.of(arguments[0]).toAbsolutePath());
    PlantedExperiment experiment = new PlantedExperiment(folder, samples);
    PrintStream out = System.out;
    List<Double> accuracies =
        arguments.length > 2
            ? Arrays.stream(arguments).skip(2).map(Double::valueOf).toList()
            : ACCURACIES;
    for (double accuracy : accuracies) {
      PlantedExperiment.Filtered found = experiment.filter(accuracy);
      out.printf(
          Locale.ROOT,
          "accuracy %.2f: precision %.4f in [%.4f, %.4f], expected %.4f; recall %.4f in [%.4f,"
              + " %.4f], expected %.4f%n",
          accuracy,
          found.precision(),
          found.precisions().low(),
          found.precisions().high(),
          found.expectedPrecision(),
          found.recall(),
          found.recalls().low(),
          found.recalls().high(),
          found.expectedRecall());
      PlantedExperiment.Stopped stopped = experiment.stop(accuracy);
      out.printf(
          Locale.ROOT,
          "accuracy %.2f: stopping saves %.2f %% of the votes, expected %.2f %%; %d decisions"
              + " changed%n",
          accuracy,
          stopped.saved(),
          stopped.expected(),
          stopped.changed());
    }
  }
}
