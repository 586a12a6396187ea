package io.github.oryxcuration.cli;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.runtime.script.EngineUnavailableException;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one clear line, a hint, and an exit code. */
final class ErrorReport {

  /** What Linux and macOS say. */
  private static final String DISK_FULL = "No space left on device";

  /** What is told about an error. */
  private record Told(int code, String message, String hint) {}

  private ErrorReport() {}

  /** The command line cannot be understood. */
  static int usage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(line(error));
    if (!UnmatchedArgumentException.printSuggestions(error, err)) {
      err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    }
    return ExitCode.USAGE;
  }

  /** A command threw. */
  static int failure(Exception error, CommandLine command, ParseResult parsed) {
    return report(error, command);
  }

  /** The JVM gave up; {@code main} is the whole command line. */
  static int fatal(Error error, CommandLine main) {
    CommandLine command = main;
    ParseResult parsed = main.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
      command = parsed.commandSpec().commandLine();
    }
    return report(error, command);
  }

  private static int report(Throwable error, CommandLine command) {
    GlobalOptions options = options(command);
    Told found = tell(error);
    Told told = new Told(found.code(), options.secrets().redact(found.message()), found.hint());
    PrintWriter err = command.getErr();
    if (options.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("error", told.message());
      json.put("hint", told.hint());
      json.put("exit", told.code());
      err.println(Json.write(json));
    } else {
      err.println("oryx-curate: " + told.message());
      if (!told.hint().isEmpty()) {
        err.println(told.hint());
      }
    }
    if (options.stacktrace()) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace, true));
      err.print(options.secrets().redact(trace.toString()));
      err.flush();
    }
    return told.code();
  }

  private static Told tell(Throwable error) {
    if (error instanceof UsageException || error instanceof RecipeException) {
      return new Told(ExitCode.USAGE, line(error), "");
    }
    if (error instanceof ModelException model) {
      return new Told(ExitCode.USAGE, model.explanation(), "");
    }
    if (error instanceof EngineUnavailableException) {
      return new Told(
          ExitCode.ENVIRONMENT,
          line(error),
          "Run 'oryx-curate doctor' to see what this machine can load.");
    }
    if (error instanceof EnvironmentException) {
      return new Told(ExitCode.ENVIRONMENT, line(error), "");
    }
    if (error instanceof CurationException bad) {
      return new Told(ExitCode.FAILURES, bad.reason() + ": " + bad.explanation(), "");
    }
    if (error instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return tell(wrapped.getCause());
    }
    if (error instanceof IOException broken) {
      return tellIo(broken);
    }
    if (error instanceof Error broken) {
      return tellError(broken);
    }
    return unexpected(error);
  }

  private static Told tellIo(IOException error) {
    if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
      return new Told(ExitCode.USAGE, "no such file: " + line(error), "");
    }
    if (error instanceof AccessDeniedException) {
      return new Told(ExitCode.ENVIRONMENT, "no permission for " + line(error), "");
    }
    String hint = error instanceof FileSystemException ? "Check the disk and the path." : "";
    if (line(error).contains(DISK_FULL)) {
      hint = "Make room, then run the same command again: it goes on where it stopped.";
    }
    return new Told(ExitCode.ENVIRONMENT, line(error), hint);
  }

  /** Errors of the JVM; a user can do something about most. */
  private static Told tellError(Error error) {
    if (error instanceof OutOfMemoryError) {
      return new Told(
          ExitCode.ENVIRONMENT,
          "out of memory: " + line(error),
          "Give the JVM more, e.g. ORYX_CURATE_OPTS=-Xmx4g");
    }
    if (error instanceof LinkageError) {
      return new Told(
          ExitCode.ENVIRONMENT,
          "a library cannot be loaded: " + error,
          "Run 'oryx-curate doctor' to see which natives this machine can load.");
    }
    return unexpected(error);
  }

  private static Told unexpected(Throwable error) {
    return new Told(
        ExitCode.ENVIRONMENT,
        "unexpected " + error.getClass().getSimpleName() + ": " + line(error),
        "This is a defect of the toolkit or of this machine. Run again with "
            + GlobalOptions.STACKTRACE
            + " to see where, and 'oryx-curate doctor' to check the machine.");
  }

  private static String line(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }

  private static GlobalOptions options(CommandLine command) {
    for (CommandSpec mixin : command.getCommandSpec().mixins().values()) {
      if (mixin.userObject() instanceof GlobalOptions options) {
        return options;
      }
    }
    return new GlobalOptions();
  }
}
