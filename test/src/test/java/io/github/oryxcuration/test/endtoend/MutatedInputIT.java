package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spoilt annotations and media cost their own rows and nothing else. */
@Timeout(240)
class MutatedInputIT {
  private static final long SEED = 20_260_717;
  private static final int SOUND_EVERY = 10;
  private static final long MAX_PIXELS = 89_478_485;
  private static final String TURNS =
      "\"conversations\": [{\"from\": \"human\", \"value\": \"%s\\nWhat is it?\"},"
          + " {\"from\": \"gpt\", \"value\": \"Blue, with an edge.\"}]}";
  private static final String PICTURE_ROW =
      "{\"id\": \"%s\", \"image\": \"edge.png\", " + TURNS.formatted("<image>");
  private static final String CLIP_ROW =
      "{\"id\": \"%s\", \"video\": \"grey.mp4\", " + TURNS.formatted("<video>");
  private static final String CAPTIONS =
      "{\"video_id\": \"%s\", \"video_path\": \"grey.mp4\", \"zip_folder\": \"\","
          + " \"timestamp\": [0.0, 1.0], \"keyframe\": [0, 2], \"captions\":"
          + " [{\"idx\": \"0\", \"content\": \"Grey.\"}, {\"idx\": \"-1\", \"content\": \"Blue.\"}]}";
  private static final String CSV_HEADER =
      "video,frame_count,width,height,question,answer,qid,type,a0,a1,a2,a3,a4\n";
  private static final String CSV_ROW = "grey,4,64,48,which colour is it,1,%s,TN,red,grey,a,b,c";

  @TempDir private Path folder;
  private final MutatedRows rows = new MutatedRows(SEED);
  private final MutatedMedia media = new MutatedMedia(SEED);

  @Test
  void tenThousandSpoiltRowsAreEachAccountedFor() throws IOException {
    Files.write(folder.resolve("edge.png"), MutatedMedia.picture("png", 0));
    Files.write(folder.resolve("grey.mp4"), MutatedMedia.clip());
    array("llava.json", PICTURE_ROW, "edge.png", 2000);
    array("vcg.json", CLIP_ROW, "grey.mp4", 1000);
    long llava = lines("llava.jsonl", "", PICTURE_ROW, "edge.png", 2500);
    long cambrian = lines("cambrian.jsonl", "", PICTURE_ROW, "edge.png", 2500);
    long captions = lines("captions.jsonl", "", CAPTIONS, "grey.mp4", 1000);
    long csv = lines("nextqa.csv", CSV_HEADER, CSV_ROW, "grey", 1000) - 1;
    BuiltSet built =
        build(
            source("llava-array", "llava", "llava.json"),
            source("llava-lines", "llava", "llava.jsonl"),
            source("cambrian", "cambrian", "cambrian.jsonl"),
            source("captions", "sharegpt4video", "captions.jsonl"),
            source("nextqa", "nextqa", "nextqa.csv"),
            source("vcg", "vcg-plus", "vcg.json"));

    Manifest manifest = built.manifest();
    assertThat(read(manifest, "llava-lines")).isEqualTo(llava);
    assertThat(read(manifest, "cambrian")).isEqualTo(cambrian);
    assertThat(read(manifest, "captions")).isEqualTo(captions);
    assertThat(read(manifest, "nextqa")).isEqualTo(csv);
    Map<String, Sample> samples = assertAccountedFor(built);
    assertThat(soundIds(samples, "llava-array")).hasSize(2000 / SOUND_EVERY);
    assertThat(soundIds(samples, "llava-lines")).hasSize(2500 / SOUND_EVERY);
    assertThat(soundIds(samples, "cambrian")).hasSize(2500 / SOUND_EVERY);
    assertThat(soundIds(samples, "captions")).hasSize(1000 / SOUND_EVERY);
    assertThat(soundIds(samples, "nextqa")).hasSize(1000 / SOUND_EVERY);
    assertThat(soundIds(samples, "vcg")).hasSize(1000 / SOUND_EVERY);
  }

  @Test
  void aThousandSpoiltMediaAreEachAccountedFor() throws IOException {
    List<String> formats = List.of("jpg", "png", "gif");
    byte[] clip = MutatedMedia.clip();
    IntFunction<String> pictureName =
        i -> "picture-" + i + "." + formats.get((i + (i % 20 == 0 ? 1 : 0)) % formats.size());
    IntFunction<String> clipName = i -> "clip-" + i + (i % 20 == 0 ? ".webm" : ".mp4");
    for (int i = 0; i < 750; i++) {
      byte[] sound = MutatedMedia.picture(formats.get(i % formats.size()), i);
      Files.write(folder.resolve(pictureName.apply(i)), media.spoil(i % 50 == 7 ? clip : sound));
    }
    for (int i = 0; i < 250; i++) {
      byte[] sound = i % 50 == 7 ? MutatedMedia.picture("png", i) : clip;
      Files.write(folder.resolve(clipName.apply(i)), media.spoil(sound));
    }
    mediaRows("pictures.jsonl", PICTURE_ROW, "edge.png", pictureName, 750);
    mediaRows("clips.jsonl", CLIP_ROW, "grey.mp4", clipName, 250);
    BuiltSet built =
        build(
            source("pictures", "llava", "pictures.jsonl"),
            source("clips", "vcg-plus", "clips.jsonl"));

    assertThat(read(built.manifest(), "pictures")).isEqualTo(750);
    assertThat(read(built.manifest(), "clips")).isEqualTo(250);
    assertAccountedFor(built);
  }

  private void array(String name, String row, String medium, int spoilt) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (int i = 0; i < spoilt; i++) {
      out.writeBytes(rows.spoil(row.formatted("spoilt-" + i), medium));
      out.writeBytes(",\n".getBytes(UTF_8));
      if (i % SOUND_EVERY == 0) {
        out.writeBytes((row.formatted("sound-" + i) + ",\n").getBytes(UTF_8));
      }
    }
    out.writeBytes((row.formatted("last") + "]\n").getBytes(UTF_8));
    Files.write(folder.resolve(name), out.toByteArray());
  }

  /** Writes a file of lines and counts those that are not blank. */
  private long lines(String name, String header, String row, String medium, int spoilt)
      throws IOException {
    boolean csv = !header.isEmpty();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(UTF_8));
    for (int i = 0; i < spoilt; i++) {
      byte[] bytes = rows.spoil(row.formatted("spoilt-" + i), medium);
      out.writeBytes(csv ? oneRecord(bytes) : bytes);
      out.write('\n');
      if (i % SOUND_EVERY == 0) {
        out.writeBytes((row.formatted("sound-" + i) + "\n").getBytes(UTF_8));
      }
    }
    Files.write(folder.resolve(name), out.toByteArray());
    return notBlank(out.toByteArray());
  }

  /** Takes out what would make of a line of CSV several records, or of several lines one. */
  private static byte[] oneRecord(byte[] line) {
    for (int i = 0; i < line.length; i++) {
      boolean closes = line[i] == '"' && (i + 1 == line.length || line[i + 1] == ',');
      if (line[i] == '\n' || line[i] == '\r' || closes) {
        line[i] = '?';
      }
    }
    return line;
  }

  private static long notBlank(byte[] file) {
    long count = 0;
    boolean blank = true;
    for (byte b : file) {
      if (b == '\n') {
        count += blank ? 0 : 1;
        blank = true;
      } else if (b != ' ' && b != '\t' && b != '\r') {
        blank = false;
      }
    }
    return blank ? count : count + 1;
  }

  private void mediaRows(
      String name, String row, String medium, IntFunction<String> path, int count)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(row.formatted(i).replace(medium, path.apply(i)));
    }
    Files.write(folder.resolve(name), lines);
  }

  private String source(String name, String format, String file) {
    return "- {name: %s, format: %s, files: \"%s\", media_root: \"%s\"}"
        .formatted(name, format, folder.resolve(file), folder);
  }

  private BuiltSet build(String... sources) throws IOException {
    List<String> lines = new ArrayList<>(List.of("name: mutated", "seed: 3", "stage: joint"));
    lines.add("allowed_loss: 1.0");
    lines.add("sources:");
    lines.addAll(List.of(sources));
    Path recipe = Files.write(folder.resolve("recipe.yaml"), lines);
    BuiltSet built = new BuiltSet(folder.resolve("out"));
    Shell shell = Shell.run("build", recipe, "--out", built.folder(), "--quiet");
    assertThat(shell.exit()).as(shell.err()).isIn(0, 1);
    assertThat(shell.err()).doesNotContain("OutOfMemory");
    return built;
  }

  private static long read(Manifest manifest, String source) {
    return manifest.accounts().stream()
        .filter(a -> a.source().equals(source))
        .mapToLong(Account::read)
        .sum();
  }

  /** The ids that this test left sound and that came through, of one source. */
  private static Set<String> soundIds(Map<String, Sample> samples, String source) {
    Set<String> ids = new TreeSet<>();
    for (Sample sample : samples.values()) {
      String id = sample.provenance().origin().originId();
      if (sample.source().equals(source) && id.contains("sound-")) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static Map<String, Sample> assertAccountedFor(BuiltSet built) throws IOException {
    Manifest manifest = built.manifest();
    Map<String, LedgerRow> ledger = built.ledger();
    Map<String, Sample> samples = built.samples();
    assertThat(manifest.balances()).as(manifest.accounts().toString()).isTrue();
    // Maps by id: an id that came twice would be missing from the sums.
    assertThat(samples).hasSize((int) manifest.rows());
    assertThat(ledger).hasSize((int) manifest.lost());
    assertThat(samples.size() + ledger.size()).isEqualTo((int) manifest.read());
    assertThat(samples.keySet()).doesNotContainAnyElementsOf(ledger.keySet());
    assertThat(samples).isNotEmpty();
    assertThat(ledger.values()).isNotEmpty().noneMatch(row -> row.message().isBlank());
    for (Sample sample : samples.values()) {
      for (Frame frame : sample.frames()) {
        assertThat(Pictures.decode(frame.picture().bytes(), MAX_PIXELS).size())
            .as(sample.id())
            .hasToString(frame.width() + "x" + frame.height());
      }
    }
    Shell validated = Shell.run("validate", built.folder());
    assertThat(validated.exit()).as(validated.out() + validated.err()).isZero();
    return samples;
  }
}
