package io.github.oryxcuration.mixture.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.MemoryStore;
import io.github.oryxcuration.core.text.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files of sound rows with one mutated row among them: every row is accounted for, and the damage
 * stays where it is.
 */
@Timeout(300)
class MutatedRowsTest {
  private static final int ROUNDS = 1_000;
  private static final int BEFORE = 2;
  private static final int AFTER = 4;

  private static final String TURNS =
      "\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat is it, \\\"Zoë\\\"?\"},"
          + "{\"from\":\"gpt\",\"value\":\"A cat: {}, [].\"}]";
  private static final String LLAVA = "{\"id\":\"%s\",\"image\":\"a/b.jpg\"," + TURNS + "}";
  private static final String HOUND = "{\"id\":\"%s\",\"video\":\"v-Scene-1\"," + TURNS + "}";
  private static final String SHARE =
      "{\"video_id\":\"%s\",\"video_path\":\"p/a.mp4\",\"timestamp\":[0.0,4.0],\"captions\":"
          + "[{\"idx\":\"0\",\"content\":\"x\"},{\"idx\":\"-1\",\"content\":\"All of it.\"}]}";
  private static final String PATCH =
      "{\"id\":\"%s\",\"video\":{\"patch\":\"patch_0\",\"size\":[5605,\"8902\"],\"start_num\":\"26\"},"
          + TURNS
          + "}";
  private static final String NEEDLE =
      "{\"id\":\"%s\",\"video_long\":{\"patch\":\"m\",\"size\":[4,4,4],\"start_num\":0},"
          + "\"idx\":[0,2],\"type\":\"diff\",\"question\":\"<idx1> or <idx2>?\",\"answer\":\"A\"}";
  private static final String PERCEPTION =
      "\"%s\":{\"metadata\":{\"split\":\"train\",\"resolution\":[720,1280]},\"mc_question\":[{\"id\":0,"
          + "\"question\":\"Q?\",\"options\":[\"2\",\"3\",\"4\"],\"answer_id\":1,\"tag\":[\"x\"]}]}";
  private static final String NEXTQA = "%s,369,640,\"how, do \"\"they\"\" play\",0,6,CH,a,b,c,d,e";
  private static final String NEXTQA_HEADER =
      "video,frame_count,width,question,answer,qid,type,a0,a1,a2,a3,a4";

  private final ObjectMapper json = new ObjectMapper();
  private final Random random = new Random(20240912);
  private final MemoryStore store = MemoryStore.create();
  private int cases;

  /** How rows become a file, and how many sound rows one broken row may cost at most. */
  private enum Layout {
    LINES(0),
    ARRAY(1),
    OBJECT(1),
    CSV(0);

    private final int lost;

    Layout(int lost) {
      this.lost = lost;
    }
  }

  @Test
  void noMutationOfARowCrashesHangsOrCostsOtherRows() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      fuzz("llava", Layout.LINES, LLAVA);
      fuzz("llava", Layout.ARRAY, LLAVA);
      fuzz("cambrian", Layout.LINES, LLAVA);
      fuzz("vcg-plus", Layout.ARRAY, HOUND);
      fuzz("llava-hound", Layout.LINES, HOUND);
      fuzz("sharegpt4video", Layout.LINES, SHARE);
      fuzz("oryx", Layout.ARRAY, PATCH);
      fuzz("oryx", Layout.ARRAY, NEEDLE);
      fuzz("perception-test", Layout.OBJECT, PERCEPTION);
      fuzz("nextqa", Layout.CSV, NEXTQA);
    } finally {
      Locale.setDefault(before);
      store.close();
    }
    assertThat(cases).isEqualTo(10 * ROUNDS);
  }

  private void fuzz(String format, Layout layout, String row) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate(row.formatted("bad"), layout);
      store.put("a.json", file(layout, row, mutated));
      SourceSpec source = Reading.source(format, store.root(), "a.json", store.path("media"));
      String what = format + " " + new String(mutated, UTF_8);
      check(Reading.rows(source), layout, mutated, what);
      cases++;
    }
  }

  private void check(List<Outcome<Candidate>> rows, Layout layout, byte[] mutated, String what) {
    Set<String> ids = new HashSet<>();
    Set<String> origins = new HashSet<>();
    for (Outcome<Candidate> row : rows) {
      if (row instanceof Outcome.Kept<Candidate> kept) {
        Candidate candidate = kept.row();
        assertThat(ids.add(candidate.id())).as(what).isTrue();
        origins.add(candidate.origin().originId());
        Dialect.lint(candidate.conversations(), candidate.media().size(), candidate.modality());
        for (MediaRef ref : candidate.media()) {
          assertThat(ref.path()).as(what).startsWith(store.path("media/")).doesNotContain("/../");
        }
      } else if (row instanceof Outcome.Lost<Candidate> lost) {
        assertThat(ids.add(lost.row().id())).as(what).isTrue();
        assertThat(lost.row().message()).as(what).isNotBlank().hasSizeLessThan(1_000);
      }
    }
    long sound = origins.stream().filter(id -> id.startsWith("ok")).count();
    assertThat(sound)
        .as(what)
        .isBetween((long) BEFORE + AFTER - layout.lost, (long) BEFORE + AFTER);
    if (layout == Layout.LINES || layout == Layout.CSV) {
      assertThat(rows).as(what).hasSizeBetween(BEFORE + AFTER, BEFORE + AFTER + 1 + lines(mutated));
    }
    if (layout == Layout.LINES && lines(mutated) == 0 && !new String(mutated, UTF_8).isBlank()) {
      assertThat(rows).as(what).hasSize(BEFORE + AFTER + 1);
    }
  }

  private static int lines(byte[] bytes) {
    int lines = 0;
    for (byte b : bytes) {
      lines += b == '\n' || b == '\r' ? 1 : 0;
    }
    return lines;
  }

  private static byte[] file(Layout layout, String row, byte[] mutated) throws IOException {
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < BEFORE + AFTER; i++) {
      rows.add(row.formatted("ok" + i).getBytes(UTF_8));
    }
    rows.add(BEFORE, mutated);
    String[] frame =
        switch (layout) {
          case LINES -> new String[] {"", "\n", "\n"};
          case ARRAY -> new String[] {"[", ", ", "]"};
          case OBJECT -> new String[] {"{", ", ", "}"};
          case CSV -> new String[] {NEXTQA_HEADER + "\n", "\n", "\n"};
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(frame[0].getBytes(UTF_8));
    for (int i = 0; i < rows.size(); i++) {
      out.write((i == 0 ? "" : frame[1]).getBytes(UTF_8));
      out.write(rows.get(i));
    }
    out.write(frame[2].getBytes(UTF_8));
    return out.toByteArray();
  }

  private byte[] mutate(String row, Layout layout) throws IOException {
    byte[] bytes = row.getBytes(UTF_8);
    boolean tree = layout == Layout.LINES || layout == Layout.ARRAY;
    return switch (random.nextInt(tree ? 8 : 6)) {
      case 0 -> flipped(bytes, 1 + random.nextInt(8));
      case 1 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> java.util.Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
      case 3 -> spliced(bytes, new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});
      case 4 ->
          spliced(bytes, (random.nextBoolean() ? "[" : "{\"a\":").repeat(2_000).getBytes(UTF_8));
      case 5 -> withoutSpan(bytes);
      case 6 -> json.writeValueAsBytes(retyped(json.readTree(row)));
      default ->
          row.replace("a/b.jpg", "../../b.jpg")
              .replace("patch_0", "/etc/passwd")
              .replace("v-Scene-1", "..\\\\v")
              .replace("p/a.mp4", "%2e%2e/a.mp4")
              .getBytes(UTF_8);
    };
  }

  private byte[] flipped(byte[] bytes, int times) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < times; i++) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private byte[] spliced(byte[] bytes, byte[] in) throws IOException {
    int at = random.nextInt(bytes.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.write(in);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  private byte[] withoutSpan(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
    byte[] copy = new byte[bytes.length - (to - from)];
    System.arraycopy(bytes, 0, copy, 0, from);
    System.arraycopy(bytes, to, copy, from, bytes.length - to);
    return copy;
  }

  /** The same row with one value, anywhere in it, of another type. */
  private JsonNode retyped(JsonNode row) {
    List<Runnable> places = new ArrayList<>();
    collect(row, places);
    places.get(random.nextInt(places.size())).run();
    return row;
  }

  private void collect(JsonNode node, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      for (String name : (Iterable<String>) object::fieldNames) {
        places.add(() -> object.set(name, other()));
        places.add(() -> object.remove(name));
        collect(object.get(name), places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(() -> array.set(index, other()));
        collect(array.get(i), places);
      }
    }
  }

  private JsonNode other() {
    return switch (random.nextInt(9)) {
      case 0 -> json.nullNode();
      case 1 -> json.getNodeFactory().numberNode(random.nextLong());
      case 2 -> json.getNodeFactory().numberNode(1e300);
      case 3 -> json.getNodeFactory().booleanNode(true);
      case 4 -> json.createArrayNode();
      case 5 -> json.createObjectNode().put("from", "x");
      case 6 -> json.getNodeFactory().textNode("\ud800");
      case 7 -> json.getNodeFactory().textNode("");
      default -> json.createArrayNode().add(json.createArrayNode().add(1));
    };
  }
}
