package io.github.oryxcuration.mixture.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.video.NumberedFrames;
import io.github.oryxcuration.mixture.validate.Validation;
import io.github.oryxcuration.mixture.validate.ValidationOptions;
import io.github.oryxcuration.mixture.validate.ValidationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video whose packets are all there, so that its probe finds nothing, and do not decode. */
class FrameLossTest {
  private static final int SECONDS = 8;

  @TempDir private Path folder;

  private Manifest build(String corruptTail, byte[] clip) throws IOException {
    Files.write(folder.resolve("clip.mp4"), clip);
    Files.writeString(
        folder.resolve("rows.json"),
        """
        [{"video":"clip.mp4","conversations":[{"from":"human","value":"<image>\\nWhat?"},\
        {"from":"gpt","value":"Numbers."}]}]
        """);
    Files.writeString(
        folder.resolve("recipe.yaml"),
        """
        name: lost
        media: {corrupt_tail: %s}
        sources:
        - {name: s, format: oryx, files: rows.json, media_root: .}
        """
            .formatted(corruptTail));
    return MixturePipeline.of(
            RecipeReader.create().read(folder.resolve("recipe.yaml").toString()), out())
        .build(new LocalFlow(1, Progress.NONE), false);
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private static byte[] whole() {
    return NumberedFrames.clip(NumberedFrames.mp4().withKeyInterval(15), SECONDS * 30);
  }

  /** The second half of the packets is blank; what lists them stands elsewhere. */
  private static byte[] halfBlank() {
    byte[] clip = whole();
    String text = new String(clip, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("mdat") + 4;
    int moov = text.indexOf("moov");
    int end = moov > start ? moov - 4 : clip.length;
    Arrays.fill(clip, (start + end) / 2, end, (byte) 0);
    return clip;
  }

  private Sample only() throws IOException {
    try (ShardReader reader =
        ShardReader.open(folder.resolve("out/data/train-00000-of-00001.parquet").toString())) {
      return reader.next();
    }
  }

  private List<LedgerRow> rows(List<String> files) throws IOException {
    List<LedgerRow> rows = new ArrayList<>();
    for (String file : files) {
      LedgerReader.read(file, rows::add);
    }
    return rows;
  }

  @Test
  void whatIsWrittenDecidesTheBudgetAndTheLedgerTellsTheLoss() throws IOException {
    Manifest manifest = build("keep_frames", halfBlank());

    Sample sample = only();
    int kept = sample.frames().size();
    assertThat(kept).isBetween(2, SECONDS - 2);
    assertThat(sample.budget().frames()).isEqualTo(kept);
    assertThat(manifest.accounts().get(0).tokens()).isEqualTo(sample.budget().totalTokens());
    assertThat(sample.provenance().steps())
        .contains("lost-" + (SECONDS - kept) + "-frames-that-do-not-decode");

    assertThat(rows(LedgerReader.files(out()))).isEmpty();
    List<LedgerRow> reduced = rows(LedgerReader.reduced(out()));
    assertThat(reduced).hasSize(1);
    assertThat(reduced.get(0).id()).isEqualTo(sample.id());
    assertThat(reduced.get(0).reason()).isEqualTo(Reason.FRAMES_LOST);
    assertThat(reduced.get(0).message())
        .endsWith("clip.mp4: %d of %d planned frames could be decoded".formatted(kept, SECONDS));
    assertThat(manifest.balances()).isTrue();

    ValidationResult result =
        Validation.of(
            out(),
            new ValidationOptions(false, 1, "", folder.resolve("scratch").toString(), null),
            Progress.NONE);
    assertThat(result.sound()).as(result.table(5)).isTrue();
  }

  @Test
  void wholeVideoLosesNothing() throws IOException {
    build("keep_frames", whole());

    assertThat(only().frames()).hasSize(SECONDS);
    assertThat(only().budget().frames()).isEqualTo(SECONDS);
    assertThat(rows(LedgerReader.reduced(out()))).isEmpty();
  }

  @Test
  void policyOfQuarantineLosesTheRowInItsStead() throws IOException {
    Manifest manifest = build("quarantine", halfBlank());

    assertThat(manifest.rows()).isZero();
    assertThat(manifest.accounts().get(0).lost()).containsOnlyKeys(Reason.MEDIA_TRUNCATED);
    assertThat(manifest.accounts().get(0).tokens()).isZero();
    assertThat(rows(LedgerReader.reduced(out()))).isEmpty();
  }
}
