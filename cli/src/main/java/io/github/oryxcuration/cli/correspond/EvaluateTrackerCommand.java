package io.github.oryxcuration.cli.correspond;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.correspondence.evaluate.SequenceInput;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores.Spread;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a tracker on a sequence whose objects are known. */
@Command(
    name = "evaluate-tracker",
    description = {
      "Runs a tracker over a sequence and compares what it finds with masks or boxes.",
      "",
      "Frames are a folder of pictures, or the folder of a ScanNet scan. Masks are a folder of PNG"
          + " called like the frames (DAVIS), a zip of ScanNet's 2-D instance maps, or a"
          + " groundtruth_rect.txt (OTB)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvaluateTrackerCommand implements Callable<Integer> {
  @Option(names = "--frames", required = true, paramLabel = "DIR", description = "The sequence.")
  private String frames;

  @Option(
      names = "--masks",
      required = true,
      paramLabel = "PATH",
      description = "What is true of it.")
  private String masks;

  @Option(
      names = "--tracker",
      paramLabel = "WORD",
      defaultValue = "region",
      description = "region, or geometric for an annotated scan (default: ${DEFAULT-VALUE}).")
  private String tracker;

  @Option(
      names = "--given",
      paramLabel = "WHAT",
      defaultValue = "first",
      description =
          "What the region tracker is given of the truth: first, the masks of the first frame; a"
              + " number N, masks without names every N frames; none, nothing (default:"
              + " ${DEFAULT-VALUE}).")
  private String given;

  @Option(
      names = "--verify",
      description = "Correct the tracker's ids by the depth and poses of a ScanNet scan.")
  private boolean verify;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SequenceInput.Kind kind = kind();
    SequenceInput.Given gift = given();
    SequenceScores scores;
    try (SequenceInput input =
        SequenceInput.open(TypedPath.absolute(frames), TypedPath.absolute(masks))) {
      scores = input.evaluate(kind, gift, verify);
    } catch (CurationException e) {
      throw new UsageException(e.explanation());
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(options.json() ? Json.writePretty(scores) : text(scores));
    screen.flush();
    return ExitCode.DONE;
  }

  private SequenceInput.Kind kind() {
    try {
      return SequenceInput.Kind.valueOf(tracker.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--tracker: found '" + tracker + "'; allowed: region, geometric");
    }
  }

  private SequenceInput.Given given() {
    try {
      return SequenceInput.Given.of(given);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--given: found '" + given + "'; allowed: first, none, or a number of frames from 1");
    }
  }

  private static String text(SequenceScores scores) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s: %d frames, %d of them known, %.1f ms a frame",
        scores.tracker(),
        scores.frames(),
        scores.compared(),
        scores.millisPerFrame());
    SequenceScores.Masks found = scores.masks();
    if (found != null) {
      line(text, "%-10s %7s %7s %7s", found.objects() + " objects", "mean", "recall", "decay");
      line(text, found.j(), "J");
      line(text, found.f(), "F");
      line(text, "%-10s %7.1f", "J&F", 100 * found.jAndF());
    }
    var ids = scores.ids();
    if (ids != null) {
      line(
          text,
          "IDF1 %.1f   HOTA %.1f   DetA %.1f   AssA %.1f",
          100 * ids.idf1(),
          100 * ids.hota(),
          100 * ids.detA(),
          100 * ids.assA());
    }
    SequenceScores.Boxes boxes = scores.boxes();
    if (boxes != null) {
      line(
          text,
          "success %.1f   precision at 20 pixels %.1f",
          100 * boxes.success(),
          100 * boxes.precision());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Spread spread, String name) {
    line(
        text,
        "%-10s %7.1f %7.1f %7.1f",
        name,
        100 * spread.mean(),
        100 * spread.recall(),
        100 * spread.decay());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
