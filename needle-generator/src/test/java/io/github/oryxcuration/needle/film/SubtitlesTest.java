package io.github.oryxcuration.needle.film;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.needle.film.Subtitles.Cue;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubtitlesTest {
  private static final String TEXT =
      """
      1
      00:00:01,000 --> 00:00:02,500
      <i>Bonjour,</i>
      mon garçon.

      2
      01:00:00.250 --> 01:00:01.5
      {\\an8}Déjà vu
      """
          .replace("\n", "\r\n");

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of(UTF_8, "UTF-8"),
        Arguments.of(ISO_8859_1, "ISO-8859-1"),
        Arguments.of(UTF_16LE, "UTF-16LE"),
        Arguments.of(UTF_16BE, "UTF-16BE"),
        Arguments.of(UTF_16, "UTF-16BE"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void everyEncodingOfTheReleaseGivesTheSameCues(Charset charset, String name) {
    Subtitles subtitles = Subtitles.parse(TEXT.getBytes(charset));

    assertThat(subtitles.encoding()).isEqualTo(name);
    assertThat(subtitles.faulty()).isZero();
    assertThat(subtitles.cues())
        .containsExactly(
            new Cue(1, 2.5, "Bonjour, mon garçon."), new Cue(3600.25, 3601.5, "Déjà vu"));
  }

  @Test
  void blocksWithoutTimesAreCountedAndReadingGoesOn() {
    Subtitles subtitles =
        Subtitles.parse(
            "rubbish\n\n00:00:03,000 --> 00:00:04,000\nHi\n\n7\nno times".getBytes(UTF_8));

    assertThat(subtitles.cues()).containsExactly(new Cue(3, 4, "Hi"));
    assertThat(subtitles.faulty()).isEqualTo(2);
  }

  @Test
  void emptyFileHasNoCues() {
    assertThat(Subtitles.parse(new byte[0]).cues()).isEmpty();
  }

  @Test
  void whatIsSaidAroundAMomentIsFound() {
    Subtitles subtitles = Subtitles.parse(TEXT.getBytes(UTF_8));

    assertThat(subtitles.at(2.6, 0)).isEmpty();
    assertThat(subtitles.at(2.6, 0.5)).isEqualTo("Bonjour, mon garçon.");
  }

  @Test
  void sharedFilmsSubtitlesAreLatin1() throws IOException {
    String path =
        SharedFiles.shared("data/movienet/subtitle1K.v1/subtitle/tt9000001.srt").toString();

    assertThat(Subtitles.read(path))
        .isEqualTo(
            new Subtitles(
                java.util.List.of(
                    new Cue(16, 18.5, "(invented, latin-1) Un lapin dans la forêt\u00a0!"),
                    new Cue(24, 27, "(invented, latin-1) Bonjour, mon garçon.")),
                "ISO-8859-1",
                0));
  }
}
