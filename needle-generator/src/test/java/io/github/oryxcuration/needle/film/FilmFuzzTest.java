package io.github.oryxcuration.needle.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.CurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file holds, it is read or refused as a fault of the film; nothing else. */
class FilmFuzzTest {
  private static final int ROUNDS = 20_000;

  private interface Parser {
    void parse(byte[] bytes) throws IOException;
  }

  private static final String SHOTS = "0 57 14 28 42\n58 210 96 134 172\n211 481 278 345 412";
  private static final String SUBTITLES =
      "1\n00:00:01,000 --> 00:00:02,500\nHello <i>there</i>\n\n2\n00:01:00,1 --> 00:01:01,22\nBye\n";
  private static final String ANNOTATION =
      "{\"imdb_id\":\"tt1\",\"cast\":[{\"shot_idx\":1,\"img_idx\":0,\"resolution\":[1280,694],"
          + "\"body\":{\"bbox\":[22,27,1148,675]}}],\"scene\":[{\"shot\":[0,1],\"place_tag\":[\"a\"]}],"
          + "\"cinematic_style\":{\"movie\":[{\"shot\":1,\"scale\":\"x\"}]}}";
  private static final String META =
      "{\"imdb_id\":\"tt1\",\"title\":\"A (1999)\",\"genres\":[\"B\"]}";

  private static int refused(String valid, Parser parser) throws IOException {
    int refused = 0;
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      try {
        parser.parse(mutated(valid.getBytes(UTF_8), random));
      } catch (CurationException e) {
        assertThat(e.explanation()).startsWith("f");
        refused++;
      }
    }
    return refused;
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 4));
    int changes = random.nextInt(6);
    for (int i = 0; i < changes && mutated.length > 0; i++) {
      int at = random.nextInt(mutated.length);
      mutated[at] =
          random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
    }
    return mutated;
  }

  @Test
  void shotFiles() throws IOException {
    assertThat(refused(SHOTS, b -> ShotFile.read("f", new ByteArrayInputStream(b))))
        .isBetween(1000, ROUNDS - 1000);
  }

  @Test
  void subtitlesAreNeverRefused() throws IOException {
    assertThat(refused(SUBTITLES, b -> assertThat(Subtitles.parse(b).encoding()).isNotEmpty()))
        .isZero();
  }

  @Test
  void annotations() throws IOException {
    assertThat(refused(ANNOTATION, b -> AnnotationFile.read("f", new ByteArrayInputStream(b))))
        .isBetween(1000, ROUNDS - 50);
  }

  @Test
  void metaFiles() throws IOException {
    assertThat(refused(META, b -> FilmMeta.parse("f", b))).isBetween(1000, ROUNDS - 50);
  }
}
