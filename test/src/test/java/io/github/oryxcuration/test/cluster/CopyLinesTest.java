package io.github.oryxcuration.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.flow.BeamFlow;
import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.MemoryStore;
import io.github.oryxcuration.core.storage.MemoryStore.Operation;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small build without a cluster: on either flow, on the disk and on an object store. */
class CopyLinesTest {
  private static final String INPUT = "one\ntwo\nthree\nfour\nfive\n";
  private static final String OUTPUT = "ONE\nTWO\nTHREE\nFOUR\nFIVE\n";

  static List<Flow> flows() {
    return List.of(
        new LocalFlow(2, Progress.NONE),
        new BeamFlow(
            PipelineOptionsFactory.fromArgs("--runner=DirectRunner", "--targetParallelism=2")
                .create()));
  }

  private static void build(Flow flow, String folder) throws IOException {
    flow.run(
        List.of(new CopyLines.Split(folder), new CopyLines.Join(folder)),
        new Finished(folder, "copy-lines"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void sameResultOnTheDiskAndOnAnObjectStore(Flow flow, @TempDir Path folder) throws IOException {
    try (MemoryStore store = MemoryStore.create()) {
      for (String root : List.of(folder.toString(), store.root())) {
        Storage.commitText(root + "/in.txt", INPUT);

        build(flow, root);

        assertThat(Storage.readText(root + "/out.txt")).isEqualTo(OUTPUT);
        assertThat(Storage.sweepTemporaries(root + "/lines")).isZero();
      }
    }
  }

  /** Dies at every operation in turn; each time a rerun ends with the same files. */
  @Test
  void rerunAfterACrashAnywhereGivesTheSameFiles() throws IOException {
    Flow flow = new LocalFlow(1, Progress.NONE);
    for (Operation operation : List.of(Operation.CLOSE, Operation.RENAME_BETWEEN)) {
      int crashes = 0;
      boolean finished = false;
      while (!finished) {
        try (MemoryStore store = MemoryStore.create()) {
          Storage.commitText(store.path("in.txt"), INPUT);
          store.crash(operation, crashes + 1);
          try {
            build(flow, store.root());
            finished = true;
          } catch (IOException e) {
            crashes++;
          }
          store.restart();
          build(flow, store.root());
          assertThat(Storage.readText(store.path("out.txt"))).isEqualTo(OUTPUT);
        }
      }
      assertThat(crashes).as("%s", operation).isGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void missingInputIsNamed() {
    try (MemoryStore store = MemoryStore.create()) {
      assertThatThrownBy(() -> build(new LocalFlow(1, Progress.NONE), store.root()))
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining(store.path("in.txt"));
    }
  }
}
