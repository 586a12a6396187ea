package io.github.oryxcuration.mixture.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.MarkStamp;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.mixture.testing.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionToAskTest {
  private static Sample like(
      Sample sample, List<Turn> turns, @Nullable Needle needle, List<Mark> marks) {
    return new Sample(
        sample.id(),
        sample.source(),
        sample.task(),
        needle == null ? sample.modality() : Modality.VIDEO_LONG,
        turns,
        sample.frames(),
        needle,
        marks,
        sample.budget(),
        sample.license(),
        sample.provenance(),
        sample.scores());
  }

  private static Sample needle(int frames, String type, String question, Integer... idx) {
    Sample video = Samples.video("a", 1, frames, "unused");
    Needle needle = new Needle(List.of(idx), question, "A ball.", type);
    return like(video, video.conversations(), needle, List.of());
  }

  private static List<EncodedPicture> pictures(Sample sample, int... frames) {
    return java.util.Arrays.stream(frames)
        .mapToObj(frame -> sample.frames().get(frame).picture())
        .toList();
  }

  @Test
  void theLastQuestionIsAskedAfterTheEarlierOnesWithTheirAnswers() {
    Sample sample = Samples.picture("a", 1, 64, 48, "What is it?", "A ball.");
    List<Turn> turns =
        List.of(
            Turn.human("<image>\nWhat is it?"),
            Turn.gpt("A ball."),
            Turn.human("Which colour?"),
            Turn.gpt("Red."));
    QuestionToAsk asked = QuestionToAsk.of(like(sample, turns, null, List.of()));

    assertThat(asked.shown(true, List.of(3L)))
        .isEqualTo(
            new AnswerRequest(
                sample.id(),
                turns.subList(0, 3),
                pictures(sample, 0),
                Modality.IMAGE,
                true,
                List.of(3L),
                "Red."));
    assertThat(asked.blind(false))
        .isEqualTo(
            new AnswerRequest(
                sample.id(),
                List.of(
                    Turn.human("What is it?"), Turn.gpt("A ball."), Turn.human("Which colour?")),
                List.of(),
                Modality.TEXT,
                true,
                List.of(),
                ""));
    assertThat(asked.blind(false).text()).isEqualTo("What is it?\nA ball.\nWhich colour?");
    assertThat(asked.isCaption()).isFalse();
  }

  @Test
  void aTurnOfPicturesAloneIsNoEmptyQuestionWhereTextStandsBeforeIt() {
    Sample sample = Samples.picture("a", 1, 64, 48, "unused", "A ball.");
    List<Turn> turns =
        List.of(Turn.human("What differs?"), Turn.human("<image>\n"), Turn.gpt("Nothing."));

    assertThat(QuestionToAsk.of(like(sample, turns, null, List.of())).isEmpty()).isFalse();
    assertThat(
            QuestionToAsk.of(
                    like(
                        sample,
                        List.of(Turn.human("<image>\n"), Turn.gpt("A ball.")),
                        null,
                        List.of()))
                .isEmpty())
        .isTrue();
  }

  @Test
  void aNeedleIsShownAloneAsPicturesAndAmongAllFramesByItsPlace() {
    Sample sample = needle(6, "diff", "Between <idx1> and <idx2>?", 1, 4);
    QuestionToAsk asked = QuestionToAsk.of(sample);

    AnswerRequest alone = asked.shown(false, List.of(5L));
    assertThat(alone.pictures()).isEqualTo(pictures(sample, 1, 4));
    assertThat(alone.modality()).isEqualTo(Modality.IMAGE);
    assertThat(alone.turns()).containsExactly(Turn.human("<image> <image>\nBetween 0 and 1?"));

    AnswerRequest among = asked.inHaystack(6);
    assertThat(among.pictures()).isEqualTo(pictures(sample, 0, 1, 2, 3, 4, 5));
    assertThat(among.modality()).isEqualTo(Modality.VIDEO_LONG);
    assertThat(among.turns())
        .containsExactly(
            Turn.human(
                "<image>\nThis is a extremely long video with a total of 6 frames sampled from the"
                    + " video. Please carefully read every given frame in this video, identifying"
                    + " the detailed contents in every frame. Between 1 and 4?"));
  }

  @Test
  void aCaptionNeedleAloneIsFrameNought() {
    AnswerRequest alone =
        QuestionToAsk.of(needle(3, "caption", "What is in frame <idx>?", 2))
            .shown(false, List.of(5L));

    assertThat(alone.turns()).containsExactly(Turn.human("<image>\nWhat is in frame 0?"));
  }

  @Test
  void aNeedleThatIsNoFrameIsSaidSo() {
    QuestionToAsk asked = QuestionToAsk.of(needle(3, "caption", "What is in frame <idx>?", 3));

    assertThatThrownBy(() -> asked.shown(true, List.of()))
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("the needle is said to be frame 3, but there are 3 frames");
  }

  /** Frames 0 to 8; linspace gives 0, 2, 5, 8 of them for four places, and 0, 8 for two. */
  @ParameterizedTest
  @CsvSource({
    "4, 0, 8, 0 2 5 8, 0, 3",
    "4, 3, 4, 0 3 4 8, 1, 2",
    "4, 7, 8, 0 2 7 8, 2, 3",
    "2, 3, 4, 3 4, 0, 1"
  })
  void aLongHaystackIsThinnedAndTheNeedleStays(
      int most, int first, int second, String shown, String firstPlace, String secondPlace) {
    Sample sample = needle(9, "diff", "<idx1> <idx2>?", first, second);

    AnswerRequest among = QuestionToAsk.of(sample).inHaystack(most);

    int[] expected =
        java.util.Arrays.stream(shown.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    assertThat(among.pictures()).isEqualTo(pictures(sample, expected));
    assertThat(among.turns().get(0).value())
        .contains("a total of " + most + " frames")
        .endsWith(". " + firstPlace + " " + secondPlace + "?");
  }

  @Test
  void marksAreTakenOffTheViewsThatCarryThemAndNoOthers() {
    RgbImage plain = RgbImage.filled(448, 256, 10, 120, 60);
    Mark mark = new Mark(1, 1, 200, 100, 900, "chair");
    EncodedPicture stamped =
        EncodedPicture.of(PngEncoder.encode(MarkStamp.stamped(plain, List.of(mark))));
    Sample video = Samples.video("a", 1, 3, "What is at 1?");
    List<Frame> frames =
        List.of(
            video.frames().get(0),
            video.frames().get(1).withPicture(stamped),
            video.frames().get(2));
    Sample marked = like(video.withFrames(frames), video.conversations(), null, List.of(mark));

    AnswerRequest unmarked = QuestionToAsk.of(marked).unmarked();

    assertThat(unmarked.pictures().get(0)).isEqualTo(video.frames().get(0).picture());
    assertThat(Pictures.decode(unmarked.pictures().get(1).bytes(), 1 << 20)).isEqualTo(plain);
    assertThat(unmarked.pictures().get(2)).isEqualTo(video.frames().get(2).picture());
    assertThat(QuestionToAsk.of(video).isMarked()).isFalse();
  }
}
