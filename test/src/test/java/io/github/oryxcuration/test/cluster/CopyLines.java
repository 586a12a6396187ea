package io.github.oryxcuration.test.cluster;

import io.github.oryxcuration.core.flow.BeamFlow;
import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation.Required;

/**
 * The smallest build there is, to prove a cluster with: every line of a file becomes a file, then
 * all of these become one. Each task notes that it began, loads the product's native libraries, and
 * waits as long as the folder has a file {@code gate}.
 */
public final class CopyLines {

  /** The command line. */
  public interface Options extends PipelineOptions {
    @Description("A folder that holds in.txt; out.txt is written there")
    @Required
    String getFolder();

    void setFolder(String folder);
  }

  record Line(int number) {}

  record Copied(String path, String process) {}

  record Joined(String path) {}

  private CopyLines() {}

  /** Runs it, then ends the JVM: an embedded Flink would keep it alive. */
  public static void main(String[] arguments) throws IOException {
    Options options = PipelineOptionsFactory.fromArgs(arguments).withValidation().as(Options.class);
    options.setJobName("copy-lines");
    String folder = options.getFolder();
    new BeamFlow(options)
        .run(List.of(new Split(folder), new Join(folder)), new Finished(folder, "copy-lines"));
    System.exit(0);
  }

  /** One task for each line. */
  record Split(String folder) implements Stage<Line, Line, Copied> {
    @Override
    public String name() {
      return "split";
    }

    @Override
    public Class<Line> previousType() {
      return Line.class;
    }

    @Override
    public Class<Line> taskType() {
      return Line.class;
    }

    @Override
    public Class<Copied> resultType() {
      return Copied.class;
    }

    @Override
    public List<Line> cut(List<Line> previous) throws IOException {
      return IntStream.range(0, lines().size()).mapToObj(Line::new).toList();
    }

    @Override
    public Copied run(Line line) throws IOException {
      long process = ProcessHandle.current().pid();
      Storage.commitText(Storage.child(folder, "began/" + line.number()), String.valueOf(process));
      NativeLibraries.load();
      waitAtTheGate();
      String text = lines().get(line.number());
      String path =
          Storage.child(folder, String.format(Locale.ROOT, "lines/%05d.txt", line.number()));
      Storage.commitText(path, text.toUpperCase(Locale.ROOT) + "\n");
      return new Copied(path, String.valueOf(process));
    }

    private List<String> lines() throws IOException {
      return Storage.readText(Storage.child(folder, "in.txt")).lines().toList();
    }

    private void waitAtTheGate() throws IOException {
      try {
        while (Storage.exists(Storage.child(folder, "gate"))) {
          Thread.sleep(50); // another process opens the gate
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted at the gate", e);
      }
    }
  }

  /** One task that joins the files. */
  record Join(String folder) implements Stage<Copied, Join.Files, Joined> {

    record Files(List<String> paths, List<String> processes) {}

    @Override
    public String name() {
      return "join";
    }

    @Override
    public Class<Copied> previousType() {
      return Copied.class;
    }

    @Override
    public Class<Files> taskType() {
      return Files.class;
    }

    @Override
    public Class<Joined> resultType() {
      return Joined.class;
    }

    @Override
    public List<Files> cut(List<Copied> previous) {
      return List.of(
          new Files(
              previous.stream().map(Copied::path).toList(),
              previous.stream().map(Copied::process).distinct().sorted().toList()));
    }

    @Override
    public Joined run(Files files) throws IOException {
      StringBuilder all = new StringBuilder();
      for (String path : files.paths()) {
        all.append(Storage.readText(path));
      }
      String path = Storage.child(folder, "out.txt");
      Storage.commitText(path, all.toString());
      Storage.commitText(
          Storage.child(folder, "processes.txt"), String.join("\n", files.processes()));
      return new Joined(path);
    }
  }
}
