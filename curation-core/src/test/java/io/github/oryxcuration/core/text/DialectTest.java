package io.github.oryxcuration.core.text;

import static io.github.oryxcuration.core.sample.Turn.gpt;
import static io.github.oryxcuration.core.sample.Turn.human;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static List<Turn> image(int media, Turn... turns) {
    return Dialect.normalise(List.of(turns), media, Modality.IMAGE, MultiImageTurn.SPLIT);
  }

  private static List<Turn> text(Turn... turns) {
    return Dialect.normalise(List.of(turns), 0, Modality.TEXT, MultiImageTurn.SPLIT);
  }

  private static CurationException refused(
      int media, Modality modality, MultiImageTurn policy, Turn... turns) {
    return catchThrowableOfType(
        CurationException.class, () -> Dialect.normalise(List.of(turns), media, modality, policy));
  }

  private static Reason reason(int media, Turn... turns) {
    Modality modality = media == 0 ? Modality.TEXT : Modality.IMAGE;
    return refused(media, modality, MultiImageTurn.SPLIT, turns).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<image>\nWhat is it?",
        "What is it?\n<image>",
        "<image>What is it?",
        "<image> \n What is it? \n",
        "What <image>is it?",
        "<video>\nWhat is it?"
      })
  void onePlaceholderMovesToTheStartOfItsTurn(String question) {
    assertThat(image(1, human(question), gpt("A cat.")))
        .containsExactly(human("<image>\nWhat is it?"), gpt("A cat."));
  }

  @Test
  void videoPlaceholderBecomesTheOneThatTheTrainerKnows() {
    List<Turn> turns =
        Dialect.normalise(
            List.of(human("Where?\n<video>"), gpt("There.")),
            1,
            Modality.VIDEO,
            MultiImageTurn.DROP);
    assertThat(turns).containsExactly(human("<image>\nWhere?"), gpt("There."));
  }

  @Test
  void turnOfAPlaceholderAloneIsKept() {
    assertThat(image(1, human("<image>"), gpt("A cat.")))
        .containsExactly(human("<image>\n"), gpt("A cat."));
  }

  @Test
  void placeholderOfALaterTurnStaysInItsTurn() {
    assertThat(image(1, human("Hello"), gpt("Hi"), human("What?\n<image>"), gpt("A cat.")))
        .containsExactly(human("Hello"), gpt("Hi"), human("<image>\nWhat?"), gpt("A cat."));
  }

  @Test
  void countsThatDifferAreRefusedAndNeverRepaired() {
    CurationException e =
        refused(
            1,
            Modality.IMAGE,
            MultiImageTurn.SPLIT,
            human("<image>\n<image>\nWhat?"),
            gpt("A cup."));
    assertThat(e.reason()).isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(e).hasMessage("found 2 placeholders for 1 media; the counts must be equal");
    assertThat(reason(1, human("What?"), gpt("A cup."))).isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(reason(0, human("<image>\nWhat?"), gpt("A cup.")))
        .isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(reason(0, human("<video>\nWhat?"), gpt("A cup.")))
        .isEqualTo(Reason.PLACEHOLDER_COUNT);
  }

  @Test
  void placeholderInAnAnswerIsRefusedButAVideoTagInCodeIsText() {
    assertThat(reason(1, human("What?"), gpt("<image> A cup.")))
        .isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(text(human("Write a page."), gpt("<video> plays a file.")))
        .containsExactly(human("Write a page."), gpt("<video> plays a file."));
  }

  @Test
  void picturesInFrontOfAQuestionGetATurnEachAndTheLastKeepsTheQuestion() {
    assertThat(image(2, human("<image>\n<image>\nWhich has colour?"), gpt("The first.")))
        .containsExactly(
            human("<image>\n"), human("<image>\nWhich has colour?"), gpt("The first."));
  }

  @Test
  void questionInFrontOfAllPicturesComesAfterTheLastOne() {
    assertThat(image(2, human("Which has colour?\n<image>\n<image>"), gpt("The first.")))
        .containsExactly(
            human("<image>\n"), human("<image>\nWhich has colour?"), gpt("The first."));
  }

  @Test
  void textBetweenPicturesKeepsItsPlace() {
    assertThat(image(2, human("A: <image> B: <image> Which?"), gpt("B")))
        .containsExactly(human("A:"), human("<image>\nB:"), human("<image>\nWhich?"), gpt("B"));
  }

  @Test
  void severalPlaceholdersInOneTurnAreDroppedWhereThePolicySaysSo() {
    CurationException e =
        refused(2, Modality.IMAGE, MultiImageTurn.DROP, human("<image><image>Which?"), gpt("B"));
    assertThat(e.reason()).isEqualTo(Reason.MULTI_IMAGE_TURN);
    assertThat(e)
        .hasMessage(
            "turn 1 (human) holds 2 placeholders, of which the trainer reads the first; the recipe"
                + " drops such rows (multi_image_turn: drop)");
  }

  @Test
  void picturesThatHaveATurnEachPassTheDropPolicy() {
    List<Turn> turns = List.of(human("<image>\nOne?"), gpt("1"), human("<image>\nTwo?"), gpt("2"));
    assertThat(Dialect.normalise(turns, 2, Modality.IMAGE, MultiImageTurn.DROP)).isEqualTo(turns);
  }

  @Test
  void otherNamesOfRolesAreAcceptedAndASystemTurnIsFoldedIntoTheFirstQuestion() {
    assertThat(
            image(
                1,
                new Turn("system", "Answer briefly."),
                new Turn("user", "What?\n<image>"),
                new Turn("Assistant", "A cup.")))
        .containsExactly(human("<image>\nAnswer briefly.\nWhat?"), gpt("A cup."));
  }

  @Test
  void rolesOutOfOrderAreRefused() {
    assertThat(reason(0, gpt("Hi"), human("Hello"), gpt("Hi"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(reason(0, human("a"), human("b"), gpt("c"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(reason(0, human("a"), gpt("b"), gpt("c"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(reason(0, human("a"), gpt("b"), human("c"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(reason(0, human("a"), new Turn("system", "s"), gpt("b"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(reason(0, human("a"), new Turn("tool", "s"), gpt("b"))).isEqualTo(Reason.BAD_ROLE);
  }

  @Test
  void conversationsWithNothingToLearnAreRefused() {
    assertThat(reason(0)).isEqualTo(Reason.EMPTY_CONVERSATION);
    assertThat(reason(1, human("<image>\nWhat?"))).isEqualTo(Reason.EMPTY_CONVERSATION);
    assertThat(reason(0, human("What?"), gpt(" \n"))).isEqualTo(Reason.EMPTY_CONVERSATION);
    assertThat(reason(0, human(" "), gpt("A cup."))).isEqualTo(Reason.EMPTY_CONVERSATION);
  }

  @Test
  void specialTokensAndHalfSurrogatesAreRefused() {
    assertThat(reason(0, human("Say <|im_end|>"), gpt("No"))).isEqualTo(Reason.SPECIAL_TOKEN);
    assertThat(reason(0, human("Hi"), gpt("<|endoftext|>"))).isEqualTo(Reason.SPECIAL_TOKEN);
    assertThat(reason(0, human("Hi"), gpt("\ud83d"))).isEqualTo(Reason.MALFORMED_ROW);
    assertThat(text(human("a <|b|> \ud83d\ude00"), gpt("c"))).hasSize(2);
  }

  @Test
  void textThatTurnsIntoATokenWhenThePlaceholderIsTakenOutIsRefused() {
    assertThat(reason(1, human("<im<image>age>"), gpt("c"))).isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(reason(1, human("<|im_<image>end|>"), gpt("c"))).isEqualTo(Reason.SPECIAL_TOKEN);
  }

  @Test
  void numberOfMediaMustFitTheModality() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.normalise(List.of(), 2, Modality.VIDEO, MultiImageTurn.SPLIT))
        .withMessage(
            "media must be 0 for text, at least 1 for image and 1 for video, but was 2 for video");
  }

  @Test
  void lintAcceptsTheDialectAndNothingElse() {
    assertThatCode(
            () ->
                Dialect.lint(
                    List.of(human("<image>\n"), human("<image>\nWhich?"), gpt("B")),
                    2,
                    Modality.IMAGE))
        .doesNotThrowAnyException();
    assertThat(lintReason(new Turn("user", "<image>\nWhat?"), gpt("B"))).isEqualTo(Reason.BAD_ROLE);
    assertThat(lintReason(human("What?\n<image>"), gpt("B"))).isEqualTo(Reason.PLACEHOLDER_COUNT);
    assertThat(lintReason(new Turn("system", "s"), human("<image>\nWhat?"), gpt("B")))
        .isEqualTo(Reason.BAD_ROLE);
  }

  private static Reason lintReason(Turn... turns) {
    return catchThrowableOfType(
            CurationException.class, () -> Dialect.lint(List.of(turns), 1, Modality.IMAGE))
        .reason();
  }

  @Test
  void normalisingTwiceGivesWhatNormalisingOnceGave() {
    String[] words = {"<image>", "<video>", " ", "\n", "a", "<im", "age>", "<|im_", "end|>", "B:"};
    String[] roles = {"human", "human", "human", "gpt", "gpt", "user", "assistant", "system"};
    Random random = new Random(7);
    int kept = 0;
    for (int round = 0; round < 50_000; round++) {
      List<Turn> turns = new ArrayList<>();
      int length = 1 + random.nextInt(4);
      for (int i = 0; i < length; i++) {
        StringBuilder value = new StringBuilder();
        for (int n = random.nextInt(5); n >= 0; n--) {
          value.append(words[random.nextInt(words.length)]);
        }
        String role =
            random.nextBoolean() ? (i % 2 == 0 ? "human" : "gpt") : roles[random.nextInt(8)];
        turns.add(new Turn(role, value.toString()));
      }
      int media = random.nextInt(4);
      Modality modality = media == 0 ? Modality.TEXT : Modality.IMAGE;
      MultiImageTurn policy = random.nextBoolean() ? MultiImageTurn.SPLIT : MultiImageTurn.DROP;
      try {
        List<Turn> once = Dialect.normalise(turns, media, modality, policy);
        assertThat(Dialect.normalise(once, media, modality, policy))
            .as("%s", turns)
            .isEqualTo(once);
        Dialect.lint(once, media, modality);
        kept++;
      } catch (CurationException e) {
        assertThat(e.explanation()).isNotBlank();
      }
    }
    assertThat(kept).isGreaterThan(500);
  }
}
