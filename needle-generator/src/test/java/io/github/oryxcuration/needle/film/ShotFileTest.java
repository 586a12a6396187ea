package io.github.oryxcuration.needle.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShotFileTest {
  private static List<Shot> parse(String text) throws IOException {
    return ShotFile.read("tt1.txt", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void endsAreInclusiveAndTheLastLineNeedsNoBreak() throws IOException {
    assertThat(parse("0 57 14 28 42\n58 210 96 134 172\n211 481 278 345 412"))
        .containsExactly(
            new Shot(0, 0, 57, List.of(14L, 28L, 42L)),
            new Shot(1, 58, 210, List.of(96L, 134L, 172L)),
            new Shot(2, 211, 481, List.of(278L, 345L, 412L)));
  }

  @Test
  void byteOrderMarkCarriageReturnsTabsAndBlankLinesAreNothing() throws IOException {
    assertThat(parse("\ufeff0\t3  1 2 3\r\n\r\n4 4 4 4 4\r\n\n"))
        .containsExactly(
            new Shot(0, 0, 3, List.of(1L, 2L, 3L)), new Shot(1, 4, 4, List.of(4L, 4L, 4L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | tt1.txt: holds no shot",
        "'12'               | tt1.txt, line 1: found '12', expected: start end k0 k1 k2",
        "'0 5 1 2 3;6 x 7 8 9' | tt1.txt, line 2: found 'x', expected a frame number from 0",
        "'0 -5 1 2 3'       | tt1.txt, line 1: found '-5', expected a frame number from 0",
        "'9 5 1 2 3'        | tt1.txt, line 1: the shot ends at 5, before it starts at 9",
        "'1 99999999999999' | tt1.txt, line 1: found '99999999999999', expected a frame number from 0"
      })
  void faultIsToldWithItsLine(String text, String message) {
    assertThatThrownBy(() -> parse(text.replace(';', '\n')))
        .isInstanceOf(CurationException.class)
        .hasMessage(message);
  }

  @Test
  void binaryFileIsRefusedBeforeItFillsTheMemory() {
    assertThatThrownBy(() -> parse("7".repeat(5000)))
        .isInstanceOf(CurationException.class)
        .hasMessage("tt1.txt, line 1: longer than 4096 characters: not a shot file");
  }

  @Test
  void gapsOverlapsAndStrayKeyFramesAreTold() throws IOException {
    assertThat(ShotFile.inconsistencies(parse("0 9 2 5 7\n12 20 13 14 25\n18 30 19 20 21")))
        .containsExactly(
            "shot 1 starts at 12, expected 10 (a gap)",
            "key frame 25 lies outside its shot 1 [12, 20]",
            "shot 2 starts at 18, expected 21 (an overlap)");
  }

  @Test
  void sharedFilmHasItsSevenShots() throws IOException {
    String path =
        SharedFiles.shared("data/movienet/movie1K.shot_detection.v1/shot/tt9000001.txt").toString();

    List<Shot> shots = ShotFile.read(path);

    assertThat(shots)
        .extracting(Shot::start)
        .containsExactly(0L, 1L, 285L, 378L, 553L, 1145L, 1346L);
    assertThat(shots.stream().mapToLong(Shot::frames).sum()).isEqualTo(1440);
    assertThat(ShotFile.inconsistencies(shots)).isEmpty();
  }
}
