package io.github.oryxcuration.cli.demo;

import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.mixture.ocr.Fonts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the input of the demo: drawn pictures with captions that are true, short clips, annotations
 * of both (LLaVA's JSON and JSONL, NExT-QA's CSV), a room as a ScanNet scan with questions, and a
 * recipe with comments. Some rows are faulty on purpose, one of each kind that {@link #FAULTS}
 * lists. The same files come out every time.
 */
final class DemoInput {
  /** Stands for a row that is too broken to have an id: the last one of more.jsonl. */
  static final String BROKEN_LINE = "(broken line)";

  /** What is wrong with which rows, and the code that the ledger must have. */
  static final Map<String, String> FAULTS = faults();

  private static final int PICTURES = 12;
  private static final int JPEG_QUALITY = 90;
  private static final String MARK = ".oryx-curate-demo";
  private static final String PAGES = "recipe-pages.yaml";

  /** Two thirds of a turn around twelve boxes, two of them alike. */
  private static final RoomSpec ROOM = RoomSpec.of(3, 12, 480, 360).withMeshSpacing(0.05);

  private final Path folder;
  private final DemoScenes scenes = new DemoScenes();

  private DemoInput(Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("missing-file", "MEDIA_MISSING");
    faults.put("two-placeholders", "PLACEHOLDER_COUNT");
    faults.put("no-turns", "EMPTY_CONVERSATION");
    faults.put("broken-off", "MEDIA_TRUNCATED");
    faults.put(BROKEN_LINE, "MALFORMED_ROW");
    faults.put("clip-9_0", "MEDIA_MISSING");
    faults.put("clip-1_9", "BAD_ANSWER");
    return faults;
  }

  /**
   * Makes everything below a folder, over what an earlier demo left there.
   *
   * @return the recipe
   * @throws UsageException if the folder holds anything else
   */
  static Path make(Path folder) throws IOException {
    Path mark = folder.resolve(MARK);
    if (!Files.exists(mark)) {
      String found = Storage.anyFile(folder.toString());
      if (!found.isEmpty()) {
        throw new UsageException(
            folder
                + " holds files that no demo made, such as "
                + found
                + ". Choose another --out.");
      }
      Files.createDirectories(folder);
      Files.writeString(mark, "Made by oryx-curate demo, which writes over this folder.\n");
    }
    return new DemoInput(folder).make();
  }

  private Path make() throws IOException {
    Files.createDirectories(folder.resolve("pictures"));
    Files.createDirectories(folder.resolve("clips"));
    List<Map<String, Object>> rows = pictures();
    rows.addAll(otherRows());
    write("captions.json", Json.write(rows) + "\n");
    write("more.jsonl", moreRows());
    new DemoClips(folder.resolve("clips")).write(folder.resolve("clips.csv"));
    RoomScan.write(Room.of(ROOM), folder.resolve("scannet").toString(), "scene0950_00");
    return recipe();
  }

  private List<Map<String, Object>> pictures() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (JpegEncoder jpeg = new JpegEncoder(JPEG_QUALITY, JpegEncoder.Chroma.HALF)) {
      for (int i = 0; i < PICTURES; i++) {
        Scene scene = scenes.scene(i);
        RgbImage image = scene.draw(DemoScenes.width(i), DemoScenes.height(i));
        boolean isPng = i % 4 == 3;
        String name = name(i) + (isPng ? ".png" : ".jpg");
        byte[] bytes = isPng ? PngEncoder.encode(image) : jpeg.encode(image);
        Files.write(folder.resolve("pictures").resolve(name), bytes);
        if (i == 0) {
          byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
          Files.write(folder.resolve("pictures").resolve("half.jpg"), half);
        }
        rows.add(row(name(i), name, "<image>\nDescribe the picture.", scene.words()));
        rows.add(questions(i, name, scene));
      }
    }
    return rows;
  }

  private static Map<String, Object> questions(int i, String name, Scene scene) {
    Scene.Thing first = scene.things().get(0);
    Map<String, Object> row =
        row(
            name(i) + "-qa",
            name,
            "<image>\nHow many shapes are there?",
            String.valueOf(scene.things().size()));
    row.put(
        "conversations",
        List.of(
            turn("human", "<image>\nHow many shapes are there?"),
            turn("gpt", String.valueOf(scene.things().size())),
            turn("human", "What colour is the " + first.shape().word + "?"),
            turn("gpt", first.paint().word)));
    return row;
  }

  /** Two pictures in one turn, none at all, and what is wrong. */
  private static List<Map<String, Object>> otherRows() {
    Map<String, Object> two =
        row("two-pictures", "", "<image>\n<image>\nAre these two pictures the same?", "No");
    two.put("image", List.of(name(1) + ".jpg", name(2) + ".jpg"));
    Map<String, Object> text = row("text-only", "", "How many sides has a triangle?", "Three");
    text.remove("image");
    Map<String, Object> empty = row("no-turns", name(4) + ".jpg", "", "");
    empty.put("conversations", List.of());
    return List.of(
        two,
        text,
        row("missing-file", "nowhere.jpg", "<image>\nWhat is this?", "Nobody knows"),
        row("two-placeholders", name(5) + ".jpg", "<image>\n<image>\nCompare.", "With what?"),
        empty,
        row("broken-off", "half.jpg", "<image>\nDescribe the picture.", "Half of one"));
  }

  private String moreRows() {
    StringBuilder lines = new StringBuilder();
    for (int i = 4; i < 7; i++) {
      String question = "<image>\nWhat is on the left?";
      lines
          .append(Json.write(row(name(i) + "-left", name(i) + ".jpg", question, left(i))))
          .append('\n');
    }
    return lines + "{\"id\": \"broken\", \"image\": \"pic";
  }

  /** The leftmost shape; picture 7 is the only PNG near, so rows 4 to 6 are JPEG. */
  private String left(int i) {
    return scenes.scene(i).things().stream()
        .min((a, b) -> Double.compare(a.x(), b.x()))
        .map(Scene.Thing::words)
        .orElse("nothing");
  }

  private static String name(int i) {
    return "picture-" + (i < 10 ? "0" : "") + i;
  }

  private static Map<String, Object> row(String id, String image, String human, String gpt) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("image", image);
    row.put("conversations", List.of(turn("human", human), turn("gpt", gpt)));
    return row;
  }

  private static Map<String, String> turn(String from, String value) {
    Map<String, String> turn = new LinkedHashMap<>();
    turn.put("from", from);
    turn.put("value", value);
    return turn;
  }

  /** With pages of text where there is a font to write them with. */
  private Path recipe() throws IOException {
    String text = resource("recipe.yaml");
    return write("recipe.yaml", hasFonts() ? text + resource(PAGES) : text);
  }

  private static boolean hasFonts() {
    try {
      return Fonts.languages().contains("en");
    } catch (IOException e) {
      return false; // doctor tells why
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoInput.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
