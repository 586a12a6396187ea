package io.github.oryxcuration.test.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A program of {@code test/yardstick}: a process that does one thing at a time when told. */
final class Yardstick implements AutoCloseable {
  private final Process process;
  private final PrintWriter to;
  private final BufferedReader from;

  private Yardstick(Process process) {
    this.process = process;
    to = new PrintWriter(process.outputWriter(UTF_8), true);
    from = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  static Yardstick start(Path program, int threads, String device, String type, String model)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toAbsolutePath().toString(),
                Integer.toString(threads),
                device,
                type,
                model));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Yardstick(builder.start());
  }

  /** Seconds that a command took, such as {@code vit 448}. */
  double seconds(String command) throws IOException {
    to.println(command);
    String line = from.readLine();
    if (line == null) {
      throw new IOException("the yardstick ended while it did: " + command);
    }
    return Double.parseDouble(line);
  }

  @Override
  public void close() {
    to.println("quit");
    process.destroy();
  }
}
