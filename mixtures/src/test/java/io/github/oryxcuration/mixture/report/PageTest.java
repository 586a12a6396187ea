package io.github.oryxcuration.mixture.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  @TempDir private Path folder;

  private static byte[] noise(int side) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      image.setRGB(i % side, i / side, random.nextInt());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Card card(Thumbnail thumbnail) {
    Card.Shot shot = new Card.Shot(thumbnail, "a picture", "1 s", "");
    return new Card(
        "id",
        "video",
        "",
        true,
        false,
        Collections.nCopies(6, shot),
        "",
        List.of(),
        "",
        List.of(),
        "");
  }

  @Test
  void picturesShrinkAndCardsGoUntilThePageIsSmallEnough() throws IOException {
    FinishedSet set = new FinishedSet(folder);
    Sample[] samples =
        IntStream.range(0, 12)
            .mapToObj(i -> Samples.text("s" + (10 + i), i, "Why?", "So."))
            .toArray(Sample[]::new);
    Manifest manifest = set.shard(samples).write();
    Reports.write(folder.toString());
    Summary summary = Reports.summary(folder.toString(), manifest, scan(manifest));
    Thumbnail large = Thumbnail.of(noise(256), 256, 0.8);
    Map<String, List<Card>> cards = new LinkedHashMap<>();
    manifest
        .accounts()
        .forEach(a -> cards.put(a.source(), new ArrayList<>(Collections.nCopies(3, card(large)))));

    String html =
        new Page(summary, manifest, "Training set", "", new ScoreView(new TreeMap<>(), 0), null)
            .html(cards);

    assertThat(html.getBytes(UTF_8).length).isBetween(1_000_000, Page.MOST_BYTES);
    assertThat(html).contains("data:image/jpeg;base64,");
  }

  private SetScan scan(Manifest manifest) throws IOException {
    return SetScan.of(new ScoredSet(folder.toString(), ""), manifest, 6, Progress.NONE);
  }

  @Test
  void thumbnailsKeepProportionsAndNeverGrow() throws IOException {
    Thumbnail wide = Thumbnail.of(Samples.jpeg(1000, 100, 1), 200, 0.8);
    assertThat(List.of(wide.width(), wide.height())).containsExactly(200, 20);
    Thumbnail narrow = Thumbnail.of(Samples.jpeg(10, 3000, 1), 100, 0.8);
    assertThat(List.of(narrow.width(), narrow.height())).containsExactly(1, 100);
    Thumbnail small = Thumbnail.of(Samples.jpeg(64, 48, 1), 200, 0.8);
    assertThat(List.of(small.width(), small.height())).containsExactly(64, 48);
    assertThat(Pictures.inspect(Base64.getDecoder().decode(small.base64())).size())
        .hasToString("64x48");
  }

  @Test
  void largeSetsAreReadInPartSpreadEvenly() {
    List<Integer> shards = IntStream.range(0, 1000).boxed().toList();

    assertThat(SetScan.spread(shards, 4)).containsExactly(0, 250, 500, 750);
    assertThat(SetScan.spread(shards, 1000)).isEqualTo(shards);
    assertThat(SetScan.spread(List.of(), 4)).isEmpty();
  }
}
