package io.github.oryxcuration.mixture.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMatchTest {
  @Test
  void exactMatchKnowsNeitherCaseNorDots() {
    assertThat(AnswerMatch.exact(List.of("brown"), List.of("brown"), 1)).isTrue();
    assertThat(AnswerMatch.exact(List.of("brown"), List.of("Brown"), 1)).isFalse();
    assertThat(AnswerMatch.exact(List.of("brown"), List.of("brown."), 1)).isFalse();
  }

  @Test
  void onlyTheFirstAnswersCount() {
    List<String> answers = List.of("red", "green", "blue");

    assertThat(AnswerMatch.exact(List.of("blue"), answers, 2)).isFalse();
    assertThat(AnswerMatch.exact(List.of("blue"), answers, 3)).isTrue();
    assertThat(AnswerMatch.exact(List.of("blue"), answers, 10)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "dark brown, brown, true",
    "brown, dark brown, true",
    "trash can, trashcan, true",
    "brown, black, false",
    "'', brown, false",
    "'', '', true"
  })
  void refinedMatchLetsOneAnswerHoldTheOther(String reference, String answer, boolean matches) {
    assertThat(AnswerMatch.refined(List.of(reference), answer)).isEqualTo(matches);
  }

  @Test
  void anAnswerWithoutWordsHasNoFValueUnlessItIsTheReference() {
    assertThat(AnswerMatch.f1(List.of("brown"), " ")).isZero();
    assertThat(AnswerMatch.f1(List.of(" "), "brown")).isZero();
    assertThat(AnswerMatch.f1(List.of(""), "")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "mice, mouse",
    "shelves, shelf",
    "boxes, box",
    "glasses, glass",
    "women, woman",
    "was, wa",
    "Brown, Brown",
    "qwxyz, qwxyz"
  })
  void lemmasOfNouns(String word, String lemma) {
    assertThat(NounLemmas.get().of(word)).isEqualTo(lemma);
  }
}
