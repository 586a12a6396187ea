package io.github.oryxcuration.test.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The process of {@code test/yardstick/torch_yardstick.py}: does one thing at a time when told. */
final class TorchYardstick implements AutoCloseable {
  private final Process process;
  private final PrintWriter to;
  private final BufferedReader from;

  private TorchYardstick(Process process) {
    this.process = process;
    to = new PrintWriter(process.outputWriter(UTF_8), true);
    from = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  static TorchYardstick start(Path script, int threads, String device, String type)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of("python3", script.toString(), Integer.toString(threads), device, type));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new TorchYardstick(builder.start());
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
