package io.github.oryxcuration.mixture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that may not be read is a row's fault; a disk that takes nothing more is the run's. */
class FaultyMediaTest {
  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    out = folder.resolve("out");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      Files.write(folder.resolve(i + ".jpg"), Samples.jpeg(320, 240, i));
      rows.append(
          """
          {"image":"%d.jpg","conversations":[{"from":"human","value":"<image>\\nWhat?"},\
          {"from":"gpt","value":"It."}]}
          """
              .formatted(i));
    }
    Files.writeString(folder.resolve("rows.jsonl"), rows);
    Files.writeString(
        folder.resolve("recipe.yaml"),
        "name: all\nsources:\n- {name: s, format: llava, files: rows.jsonl, media_root: .}\n");
  }

  private Manifest build() throws IOException {
    return MixturePipeline.of(
            RecipeReader.create().read(folder.resolve("recipe.yaml").toString()), out.toString())
        .build(new LocalFlow(2, Progress.NONE), false);
  }

  @Test
  void fileThatMayNotBeReadIsInTheLedgerAndTheOthersAreWritten() throws IOException {
    Path bad = folder.resolve("1.jpg");
    Files.delete(bad);
    Files.createSymbolicLink(bad, bad);

    Manifest manifest = build();

    assertThat(manifest.rows()).isEqualTo(2);
    assertThat(manifest.accounts().get(0).lost()).isEqualTo(Map.of(Reason.MEDIA_UNREADABLE, 1L));
    assertThat(manifest.balances()).isTrue();
  }

  @Test
  void outputThatCannotBeWrittenEndsTheRunAndBlamesNoRow() throws IOException {
    build();
    Storage.deleteFolder(out.resolve("data").toString());
    Files.writeString(out.resolve("data"), "a file where the folder of the shards should be");

    assertThatThrownBy(this::build).isInstanceOf(IOException.class);

    assertThat(LedgerReader.files(out.toString())).isEmpty();
    Files.delete(out.resolve("data"));
    assertThat(build().rows()).isEqualTo(3);
  }
}
