package io.github.oryxcuration.mixture.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.mixture.filter.FilterPipeline;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir private Path folder;

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** A set that has everything, to be looked at as well. */
  static FinishedSet rich(Path folder) {
    List<Sample> first = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      first.add(
          Samples.picture(
              "pictures",
              i,
              320 + i * 37 % 300,
              240 + i * 53 % 200,
              "What is shown in <script>alert(" + i + ")</script> & why?",
              "An ellipse. ".repeat(1 + i * i % 30)));
    }
    for (int i = 0; i < 12; i++) {
      first.add(Samples.video("videos", i, 3 + i, "What moves?"));
    }
    first.add(Samples.text("words", 1, "مرحبا، كيف حالك؟", "日本語 ไทย 🦊"));
    first.add(Samples.text("words", 2, "Tell me everything.", "very long ".repeat(2000)));
    FinishedSet set =
        new FinishedSet(folder)
            .named("A set <b>of</b> \"everything\" & more")
            .shard(first.toArray(Sample[]::new))
            .shard(Samples.picture("panoramas", 1, 1200, 200, "Where?", "By the sea."))
            .asked("pictures", 60)
            .asked("videos", 10)
            .notSelected("pictures", 123_456);
    for (int i = 0; i < 9; i++) {
      set.lost(
          "pictures", 100 + i, Reason.MEDIA_MISSING, "/in/media/<" + i + ">.jpg does not exist");
    }
    return set.lost("gone", 1, Reason.OVER_BUDGET, "9,000 tokens, 8192 allowed");
  }

  @Test
  void everythingIsShownAndNothingIsMarkup() throws IOException {
    rich(folder).write();
    Reports.write(folder.toString());
    String html = written("report.html");
    assertThat(html)
        .contains("A set &lt;b&gt;of&lt;/b&gt; &quot;everything&quot; &amp; more")
        .contains("&lt;script&gt;alert(")
        .doesNotContain("<script")
        .contains("مرحبا، كيف حالك؟", "日本語 ไทย 🦊")
        .contains("No sample of this source was written.");
    assertThat(html.length()).isLessThan(5_000_000);
  }

  @Test
  void equalSetsGiveEqualFiles(@TempDir Path other) throws IOException {
    for (Path place : List.of(folder, other)) {
      new FinishedSet(place).shard(Samples.video("v", 1, 9, "What moves?")).write();
      Reports.write(place.toString());
    }
    for (String name : List.of("report.html", "report.json", "README.md")) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
  }

  @Test
  void emptySetAndOneThatLostEverythingAreReported() throws IOException {
    new FinishedSet(folder).asked("p", 5).lost("p", 1, Reason.BAD_ROLE, "no").write();
    Reports.write(folder.toString());

    assertThat(written("report.html"))
        .contains("<code>BAD_ROLE</code> <span class=\"count\">1</span>")
        .contains("No sample of this source was written.")
        .contains("✓ Every row is accounted for");
    assertThat(written("README.md"))
        .contains("license:\n  - unknown\n", "0 samples, 0 tokens, 0 B in 0 shards");
  }

  @Test
  void framesThatWereNoNeedlesAreToldAndAreNoLostRows() throws IOException {
    new FinishedSet(folder).asked("p", 5).lost("p", 1, Reason.NEEDLE_LEAK, "said").write();
    try (LedgerWriter unfit = new LedgerWriter(folder.resolve("ledger/unfit-p.jsonl").toString())) {
      for (int frame = 0; frame < 2; frame++) {
        unfit.add(
            new LedgerRow(
                "p",
                "p/f@frame-" + frame,
                "f",
                "made:needles/f",
                "frame-" + frame,
                "read",
                Reason.NEEDLE_POOR_FRAME,
                "black"));
      }
      unfit.commit();
    }
    Reports.write(folder.toString());

    assertThat(written("report.html"))
        .contains("<code>NEEDLE_POOR_FRAME</code> <span class=\"count\">2</span>")
        .contains("<dt>lost of 1 row read</dt><dd>1</dd>");
  }

  @Test
  void accountsThatDoNotBalanceAreMarked() throws IOException {
    new FinishedSet(folder).shard(Samples.text("t", 1, "Why?", "So.")).write();
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"read\" : 1", "\"read\" : 2"));
    Reports.write(folder.toString());

    assertThat(written("report.html"))
        .contains("✗ The accounts do not balance", "<span class=\"bad\">✗ does not</span>")
        .doesNotContain("✓");
  }

  @Test
  void pictureThatCannotBeDecodedIsSaidSo() throws IOException {
    Sample sound = Samples.picture("p", 1, 64, 64, "What?", "It.");
    Frame frame = sound.frames().get(0);
    byte[] half = Arrays.copyOf(frame.picture().bytes(), 300);
    Sample broken = sound.withFrames(List.of(frame.withPicture(EncodedPicture.of(half))));
    new FinishedSet(folder).shard(broken).write();
    Reports.write(folder.toString());

    assertThat(written("report.html")).contains("<p class=\"fault\">cannot be shown: ");
  }

  @Test
  void cardTellsTheHubAndPeopleWhatTheSetIs() throws IOException {
    new FinishedSet(folder)
        .named("a|set: <b>")
        .shard(Samples.picture("p", 1, 320, 240, "What?", "It."))
        .lost("p", 2, Reason.MEDIA_MISSING, "gone")
        .write();
    Reports.write(folder.toString());
    String card = written("README.md");

    assertThat(card)
        .startsWith(
            """
            ---
            pretty_name: "a|set: <b>"
            license:
              - cc-by-4.0
            task_categories:
              - image-text-to-text
            size_categories:
              - n<1K
            tags:
              - oryx
              - multimodal
              - instruction-tuning
            configs:
              - config_name: default
                data_files:
                  - split: train
                    path: data/train-*
            dataset_info:
              features:
                - name: id
                  dtype: string
            """)
        .contains("    - name: images\n      list: image\n")
        .contains("# a\\|set: \\<b\\>\n")
        .contains("| p | 1 | 904 | 100.0 % | image | CC-BY-4.0 |")
        .contains("| p | 2 | 0 | 1 | 0 | 0 | 1 |")
        .contains("* MEDIA\\_MISSING: 1 row quarantined, from p.")
        .contains(
            "samples = load_dataset(\"path/to/this/folder\", split=\"train\", streaming=True)")
        .contains("* No tokenizer was given: text tokens are an estimate, and so are the totals.")
        .endsWith("multi_image_turn: split\n```\n");
    assertThat(card).doesNotContain("{{").doesNotContain("\\-");
  }

  @Test
  void jsonHoldsTheSameNumbers() throws IOException {
    rich(folder).write();
    Reports.write(folder.toString());
    JsonNode json = Json.read(written("report.json"), JsonNode.class);

    assertThat(json.path("rows").asLong()).isEqualTo(55);
    assertThat(json.path("balances").asBoolean()).isTrue();
    assertThat(json.at("/losses/0/reason").asText()).isEqualTo("MEDIA_MISSING");
    assertThat(json.at("/losses/0/examples")).hasSize(5);
    assertThat(json.path("sources").findValuesAsText("name"))
        .startsWith("gone", "panoramas", "pictures");
    assertThat(json.at("/sources/2/got").asLong()).isEqualTo(40);
    assertThat(json.at("/sources/2/asked").asLong()).isEqualTo(60);
    assertThat(json.at("/sources/2/tokens/count").asLong()).isEqualTo(40);
  }

  private static Sample labelled(int number, double share, double label) {
    return Samples.text("t", number, "What is " + number + "?", "Red.")
        .withScores(Map.of("share", share, "label", label, "share_low", share));
  }

  @Test
  void scoresAreShownWithWhatThresholdsWouldKeep() throws IOException {
    new FinishedSet(folder)
        .shard(labelled(1, 0.25, 0), labelled(2, 0.5, 1), labelled(3, 0.75, 1))
        .write();
    Reports.write(folder.toString());

    assertThat(written("report.html"))
        .contains(
            "<h3><code>share</code></h3>\n<p class=\"small\">all 3 samples, 3 labelled</p>",
            "<polyline class=\"kept\"",
            "<polyline class=\"precision\"",
            "<code>share &gt;&#x3D; 0.5</code></th><td>66.7 %</td><td>100.0 %</td><td>100.0 %</td>")
        .doesNotContain("<h3><code>label", "<h3><code>share_low");
    JsonNode json = Json.read(written("report.json"), JsonNode.class);
    assertThat(json.at("/scores/share/1/at").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/scores/share/1/precision").asDouble()).isEqualTo(1);
    assertThat(json.path("scores").size()).isEqualTo(1);
  }

  @Test
  void aFilteredSetShowsWhatItLostAndBothSidesOfTheThreshold(@TempDir Path kept)
      throws IOException {
    new FinishedSet(folder)
        .shard(labelled(1, 0.25, 0), labelled(2, 0.5, 1), labelled(3, 0.75, 1))
        .write();
    LocalFlow flow = new LocalFlow(1, Progress.NONE);
    String to = kept.resolve("out").toString();
    FilterPipeline filter =
        FilterPipeline.of(ScoredSet.open(folder.toString()), "share >= 0.5", to);
    FolderLock lock = filter.claim(false);
    filter.choose(flow, to);
    filter.write(flow);
    lock.close();
    Reports.write(to);

    String html = Files.readString(kept.resolve("out/report.html"));
    assertThat(html)
        .contains(
            "2 of 3 samples were kept where <code>share &gt;&#x3D; 0.5</code>",
            "<th scope=\"row\">t text</th><td>2</td><td>1</td><td>66.7 %</td>",
            "<td><code>t/t.json@2</code></td><td>share 0.5</td>",
            "<td><code>t/t.json@1</code></td><td>share 0.25</td>");
    assertThat(html.indexOf("t/t.json@2</code></td><td>share"))
        .isLessThan(html.indexOf("Dropped, nearest to the threshold"));
  }
}
