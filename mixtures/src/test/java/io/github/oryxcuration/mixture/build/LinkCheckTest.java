package io.github.oryxcuration.mixture.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {
  @TempDir private Path folder;

  @BeforeEach
  void link() throws IOException {
    Path root = Files.createDirectories(folder.resolve("media/real"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/frames"));
    Path frames = Files.createDirectories(folder.resolve("media/frames"));
    for (int i = 0; i < 2; i++) {
      Files.write(root.resolve(i + ".jpg"), Samples.jpeg(320, 240, i));
      Files.write(elsewhere.resolve(i + ".jpg"), Samples.jpeg(320, 240, i));
    }
    Files.write(frames.resolve("0.jpg"), Samples.jpeg(320, 240, 5));
    Path media = folder.resolve("media");
    Files.createSymbolicLink(media.resolve("inner.jpg"), root.resolve("0.jpg"));
    Files.createSymbolicLink(media.resolve("outer.jpg"), elsewhere.resolve("0.jpg"));
    Files.createSymbolicLink(media.resolve("outer"), elsewhere);
    Files.createSymbolicLink(media.resolve("gone.jpg"), folder.resolve("nowhere"));
    Files.createSymbolicLink(frames.resolve("1.jpg"), elsewhere.resolve("1.jpg"));
    Files.createSymbolicLink(folder.resolve("root"), media);
    StringBuilder pictures = new StringBuilder();
    for (String name :
        new String[] {"real/0.jpg", "inner.jpg", "outer.jpg", "outer/1.jpg", "gone.jpg"}) {
      pictures.append(row("image", name, "<image>"));
    }
    Files.writeString(folder.resolve("pictures.jsonl"), pictures);
    Files.writeString(
        folder.resolve("videos.jsonl"),
        row("video", "frames", "<video>") + row("video", "outer", "<video>"));
  }

  private static String row(String key, String path, String placeholder) {
    return "{\"id\":\"%s\",\"%s\":\"%s\",\"conversations\":[{\"from\":\"human\",\"value\":\"%s\\nWhat?\"},{\"from\":\"gpt\",\"value\":\"It.\"}]}\n"
        .formatted(path, key, path, placeholder);
  }

  private Manifest build(String media) throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: links
        media: %s
        sources:
        - {name: p, format: llava, files: pictures.jsonl}
        - {name: v, format: llava-hound, files: videos.jsonl}
        """
            .formatted(media));
    return MixturePipeline.of(
            RecipeReader.create().read(recipe.toString()), folder.resolve("out").toString())
        .build(new LocalFlow(2, Progress.NONE), true);
  }

  private Map<String, String> lost() throws IOException {
    Map<String, String> lost = new TreeMap<>();
    for (String file : LedgerReader.files(folder.resolve("out").toString())) {
      LedgerReader.read(file, row -> lost.put(row.originId(), row.reason() + " " + row.message()));
    }
    return lost;
  }

  @Test
  void linksThatLeadOutOfTheMediaRootAreRefused() throws IOException {
    // The root itself may be a link.
    Manifest manifest = build("{root: root}");

    assertThat(manifest.rows()).isEqualTo(2);
    String why = ": a symbolic link leads out of the media root; media.links: follow allows it";
    assertThat(lost())
        .containsOnlyKeys("frames", "gone.jpg", "outer", "outer.jpg", "outer/1.jpg")
        .containsEntry("outer.jpg", "MEDIA_OUTSIDE_ROOT outer.jpg" + why)
        .containsEntry("outer/1.jpg", "MEDIA_OUTSIDE_ROOT outer/1.jpg" + why)
        .containsEntry("outer", "MEDIA_OUTSIDE_ROOT outer" + why)
        .containsEntry("frames", "MEDIA_OUTSIDE_ROOT frames" + why)
        .hasEntrySatisfying("gone.jpg", m -> assertThat(m).startsWith("MEDIA_MISSING "));
  }

  @Test
  void linksLeadAnywhereWhereTheRecipeSaysSo() throws IOException {
    Manifest manifest = build("{root: root, links: follow}");

    assertThat(manifest.rows()).isEqualTo(6);
    assertThat(lost()).containsOnlyKeys("gone.jpg");
  }
}
