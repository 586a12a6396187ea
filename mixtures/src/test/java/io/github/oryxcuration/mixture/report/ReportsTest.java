package io.github.oryxcuration.mixture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
              320 + i * 37 % 900,
              240 + i * 53 % 500,
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
}
