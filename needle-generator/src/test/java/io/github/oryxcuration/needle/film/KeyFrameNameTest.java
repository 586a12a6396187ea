package io.github.oryxcuration.needle.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyFrameNameTest {
  @Test
  void numbersOfAnyWidthAreParsedAndOrderedByValue() {
    assertThat(
            Stream.of("a/shot_10000_img_0.jpg", "shot_9999_img_2.JPG", "tt1/shot_0003_img_1.jpeg")
                .map(KeyFrameName::of)
                .map(java.util.Optional::orElseThrow)
                .sorted())
        .containsExactly(
            new KeyFrameName(3, 1), new KeyFrameName(9999, 2), new KeyFrameName(10000, 0));
  }

  @Test
  void otherNamesAreNoKeyFrames() {
    assertThat(
            Stream.of(
                    "shot_0001.jpg",
                    "shot_a_img_0.jpg",
                    "shot_1_img_0.gif",
                    "",
                    "xshot_1_img_0.jpg")
                .map(KeyFrameName::of))
        .allMatch(java.util.Optional::isEmpty);
  }
}
