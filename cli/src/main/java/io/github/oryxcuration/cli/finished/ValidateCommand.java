package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.Toolkit;
import io.github.oryxcuration.mixture.heldout.Certificate;
import io.github.oryxcuration.mixture.heldout.HeldOut;
import io.github.oryxcuration.mixture.validate.Validation;
import io.github.oryxcuration.mixture.validate.ValidationOptions;
import io.github.oryxcuration.mixture.validate.ValidationResult;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a set on disk. */
@Command(
    name = "validate",
    description = {
      "Checks a set on disk against itself, and lists all that is wrong with it.",
      "",
      "Exits 1 if anything is wrong. A folder of Parquet files without manifest.json gets the"
          + " checks that need none."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ValidateCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private String folder;

  @Option(names = "--quick", description = "Leave out pictures and the digests of shards.")
  private boolean quick;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many shards are checked at once (default: one per core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The build's tokenizer.json, to count text tokens again.")
  private String tokenizer;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where temporary files go (default: ${DEFAULT-VALUE}).")
  private String scratch;

  @Option(
      names = "--against",
      paramLabel = "LIST",
      arity = "1..*",
      description =
          "Evaluation lists that the set may hold nothing of: annotations (.json, .jsonl, .csv,"
              + " .parquet), ids a line (.txt), pictures or folders of pictures.")
  private List<String> against = List.of();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      defaultValue = "",
      description =
          "Where to write what was compared with which list (default: certificate.json in DIR).")
  private String certificate;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1, but was " + threads);
    }
    PrintWriter screen = spec.commandLine().getOut();
    ValidationResult result = validate();
    screen.print(options.json() ? Json.writePretty(result) : result.table(SHOWN));
    screen.flush();
    return result.sound() ? ExitCode.DONE : ExitCode.FAILURES;
  }

  private ValidationResult validate() throws IOException {
    String counter = tokenizer.isEmpty() ? "" : TypedPath.absolute(tokenizer);
    try {
      HeldOut heldOut =
          against.isEmpty()
              ? null
              : HeldOut.read(against.stream().map(TypedPath::absolute).toList());
      ValidationOptions how =
          new ValidationOptions(quick, threads, counter, TypedPath.absolute(scratch), heldOut);
      ValidationResult result =
          Validation.of(
              TypedPath.absolute(folder), how, Reporting.of(options, spec.commandLine().getErr()));
      if (heldOut != null) {
        certify(heldOut, result);
      }
      return result;
    } catch (FileNotFoundException e) {
      throw new UsageException(e.getMessage() == null ? folder : e.getMessage());
    }
  }

  private void certify(HeldOut heldOut, ValidationResult result) throws IOException {
    String set = TypedPath.absolute(folder);
    String manifest = Manifest.path(set);
    boolean known = Manifest.exists(set);
    Certificate compared =
        heldOut.certificate(
            known ? Manifest.read(set).name() : Storage.name(set),
            known ? Digest.hex(Storage.readAll(manifest)) : "",
            Toolkit.VERSION,
            result.rows(),
            result.pictures());
    String path =
        certificate.isEmpty()
            ? Storage.child(set, "certificate.json")
            : TypedPath.absolute(certificate);
    Storage.commitText(path, Json.writePretty(compared));
  }
}
