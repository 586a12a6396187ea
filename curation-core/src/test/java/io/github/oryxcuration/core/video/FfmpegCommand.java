package io.github.oryxcuration.core.video;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ffmpeg command, where there is one; a test that needs it is skipped elsewhere. */
final class FfmpegCommand {
  private FfmpegCommand() {}

  /** Runs it; skips the test where there is no command. */
  static int run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    command.addAll(arguments);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "Skipped: no ffmpeg command to make or check clips with");
      throw e;
    }
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
