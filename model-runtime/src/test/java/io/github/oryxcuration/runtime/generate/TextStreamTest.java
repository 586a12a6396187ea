package io.github.oryxcuration.runtime.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextStreamTest {
  /** Every token is a byte. */
  private static String decode(long[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long id : ids) {
      bytes.write((int) id);
    }
    return bytes.toString(UTF_8);
  }

  private static List<String> pieces(TextStream stream, byte[] bytes) {
    List<String> pieces = new ArrayList<>();
    for (byte b : bytes) {
      pieces.add(stream.add(b & 255));
    }
    pieces.add(stream.end());
    return pieces;
  }

  @Test
  void lettersComeOutAtOnce() {
    assertThat(pieces(new TextStream(TextStreamTest::decode, List.of()), "ab".getBytes(UTF_8)))
        .containsExactly("a", "b", "");
  }

  @Test
  void characterOverSeveralTokensComesOutWhole() {
    byte[] bytes = "é狐🦊!".getBytes(UTF_8);

    assertThat(pieces(new TextStream(TextStreamTest::decode, List.of()), bytes))
        .containsExactly("", "é", "", "", "狐", "", "", "", "🦊", "!", "");
  }

  @Test
  void unfinishedCharacterAtTheEndComesOutAsUnknown() {
    byte[] bytes = {'a', (byte) 0xe2, (byte) 0x82};
    TextStream stream = new TextStream(TextStreamTest::decode, List.of());

    assertThat(pieces(stream, bytes)).containsExactly("a", "", "", "\uFFFD");
    assertThat(stream.text()).isEqualTo("a\uFFFD");
  }

  @Test
  void bytesThatAreNoTextDoNotHoldTheStreamUp() {
    byte[] bytes = new byte[12];
    java.util.Arrays.fill(bytes, (byte) 0xff);
    TextStream stream = new TextStream(TextStreamTest::decode, List.of());

    List<String> pieces = pieces(stream, bytes);

    assertThat(pieces.get(3)).isNotEmpty();
    assertThat(stream.text()).isEqualTo("\uFFFD".repeat(12));
  }

  @ParameterizedTest
  @CsvSource({"one STOP two, 'one '", "STOP, ''", "one STO, one STO", "SSTOP, S", "STSTOP, ST"})
  void stopStringEndsTheTextAndIsNoPartOfIt(String given, String expected) {
    TextStream stream = new TextStream(TextStreamTest::decode, List.of("STOP", "NEVER"));
    StringBuilder heard = new StringBuilder();
    for (byte b : given.getBytes(UTF_8)) {
      if (!stream.isStopped()) {
        heard.append(stream.add(b));
      }
    }
    heard.append(stream.end());

    assertThat(heard).hasToString(expected);
    assertThat(stream.text()).isEqualTo(expected);
    assertThat(stream.isStopped()).isEqualTo(given.contains("STOP"));
  }

  @Test
  void whatMayBecomeAStopStringIsHeldBack() {
    TextStream stream = new TextStream(TextStreamTest::decode, List.of("ab"));

    assertThat(List.of(stream.add('a'), stream.add('c'), stream.add('a'), stream.end()))
        .containsExactly("", "ac", "", "a");
  }

  @Test
  void firstOfSeveralStopStringsCounts() {
    TextStream stream =
        new TextStream(ids -> ids.length == 0 ? "" : "x two one", List.of("one", "two"));

    assertThat(stream.add(0)).isEqualTo("x ");
    assertThat(stream.isStopped()).isTrue();
  }
}
