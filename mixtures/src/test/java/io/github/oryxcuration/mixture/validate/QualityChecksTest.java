package io.github.oryxcuration.mixture.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.heldout.Certificate;
import io.github.oryxcuration.mixture.heldout.HeldOut;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks that look at what samples say and show. */
class QualityChecksTest {
  private static final String CHOICE = "What is it?\nA. a ball\nB. a box\nAnswer with the letter.";
  private static final String SHARD = "train-00000-of-00001.parquet";

  @TempDir private Path folder;
  @TempDir private Path scratch;
  @TempDir private Path lists;

  private ValidationResult validate(@Nullable HeldOut heldOut, int threads) throws IOException {
    ValidationOptions options =
        new ValidationOptions(false, threads, "", scratch.toString(), heldOut);
    return Validation.of(folder.toString(), options, Progress.NONE);
  }

  private static List<String> found(ValidationResult result, Check check) {
    return result.checks().stream()
        .filter(outcome -> outcome.check() == check)
        .flatMap(outcome -> outcome.findings().stream())
        .map(Finding::line)
        .toList();
  }

  private static ValidationResult.Status status(ValidationResult result, Check check) {
    return result.checks().stream()
        .filter(outcome -> outcome.check() == check)
        .map(ValidationResult.Outcome::status)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAnswerThatIsNoOptionIsWrongAndOneThatIsGivenAwayIsNoted() throws IOException {
    new FinishedSet(folder)
        .shard(
            Samples.text("t", 1, CHOICE, "B"),
            Samples.text("t", 2, CHOICE, "C"),
            Samples.text("t", 3, CHOICE, "(D) a cat"),
            Samples.text("t", 4, "What colour is the red chair?", "Red."),
            Samples.text("t", 5, "Is the chair red or blue?", "red"),
            Samples.text("t", 6, "Is no chair there?", "No"))
        .write();

    ValidationResult result = validate(null, 1);

    assertThat(found(result, Check.OPTIONS))
        .containsExactly(
            SHARD + " row 1 (t/t.json@2): the answer is C, the options are A to B",
            SHARD + " row 2 (t/t.json@3): the answer is D, the options are A to B");
    assertThat(found(result, Check.GIVEN_AWAY))
        .containsExactly(
            SHARD
                + " row 3 (t/t.json@4): the question holds its answer: 'Red.' in 'What colour is the"
                + " red chair?'");
    assertThat(status(result, Check.OPTIONS)).isEqualTo(ValidationResult.Status.WRONG);
    assertThat(status(result, Check.GIVEN_AWAY)).isEqualTo(ValidationResult.Status.NOTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void oneQuestionWithTwoAnswersIsNotedAcrossSources(int threads) throws IOException {
    new FinishedSet(folder)
        .shard(
            Samples.picture("a", 1, 64, 48, "What colour is it?", "Red."),
            Samples.picture("a", 2, 64, 48, "What colour is it?", "blue"))
        .shard(Samples.picture("b", 1, 64, 48, "what colour is it", "blue"))
        .shard(Samples.picture("c", 1, 64, 48, "What colour is it?", "the red"))
        .write();

    ValidationResult result = validate(null, threads);

    assertThat(found(result, Check.CONTRADICTIONS))
        .containsExactly(
            "train-00001-of-00003.parquet row 0 (b/b.json@1): 'blue', but 'red' in"
                + " train-00000-of-00003.parquet row 0 (a/a.json@1, source a), to the same question"
                + " on the same pictures");
    assertThat(result.sound()).isTrue();
  }

  @Test
  void picturesThatLookAlikeAreNotedUnlessTheyComeOfOneFile() throws IOException {
    Sample original = of(Samples.picture("a", 1, 320, 240, "What?", "This."), "/m/1.jpg", 320, 240);
    Sample smaller = of(Samples.picture("b", 1, 160, 120, "Who?", "They."), "/m/2.jpg", 160, 120);
    Sample sameFile = of(Samples.picture("a", 2, 240, 180, "How?", "So."), "/m/1.jpg", 240, 180);
    new FinishedSet(folder).shard(original, sameFile, smaller).write();

    ValidationResult result = validate(null, 2);

    assertThat(found(result, Check.LOOKALIKES))
        .hasSize(2)
        .allMatch(line -> line.contains(" looks like "));
    assertThat(result.table(3)).contains("pairs within a source: 0, across sources: 2");
    assertThat(result.sound()).as(result.table(5)).isTrue();
  }

  /** The same drawing at any size. */
  private static Sample of(Sample sample, String file, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5) / width;
        double v = (y + 0.5) / height;
        double grey = 128 + 60 * Math.sin(9 * u * v) + 50 * Math.cos(7 * u - 5 * v);
        for (int c = 0; c < 3; c++) {
          rgb[(y * width + x) * 3 + c] = (byte) grey;
        }
      }
    }
    byte[] png = PngEncoder.encode(new RgbImage(width, height, rgb));
    Frame frame = Frame.picture(EncodedPicture.of(png), "p.png", 0, width, height, Digest.hex(png));
    return Samples.showing(sample, frame, file);
  }

  @Test
  void captionsAreDescribedBySource() throws IOException {
    new FinishedSet(folder)
        .shard(Samples.video("v", 1, 2, "What moves?"), Samples.video("v", 2, 2, "And here?"))
        .write();

    assertThat(validate(null, 1).captions())
        .containsExactly(new CaptionStatistics("v", 2, 2, 2, 2, 0, 1, "a ball", 2));
  }

  @Test
  void heldOutScenesPicturesAndWordsAreFoundAndCertified() throws IOException {
    String long13 = "one two three four five six seven eight nine ten eleven twelve thirteen";
    Sample clean = Samples.text("t", 1, "Why?", "Because.");
    Sample words = Samples.text("t", 2, "So " + long13 + " ends.", "Yes.");
    Sample scene = origin(Samples.text("t", 3, "Where?", "There."), "scene0011_01/7");
    Sample picture = of(Samples.picture("a", 1, 320, 240, "What?", "This."), "/m/1.jpg", 320, 240);
    new FinishedSet(folder).shard(clean, words, scene, picture).write();
    Path annotations =
        Files.writeString(
            lists.resolve("val.json"),
            "[{\"scene_id\": \"scene0011_00\", \"question\": \""
                + long13
                + "\", \"answers\": [\"a\"]}]");
    Path pictures = Files.createDirectories(lists.resolve("frames"));
    byte[] smaller =
        of(Samples.picture("x", 1, 160, 120, "", ""), "", 160, 120)
            .frames()
            .get(0)
            .picture()
            .bytes();
    Files.write(pictures.resolve("1.png"), smaller);
    HeldOut heldOut = HeldOut.read(List.of(annotations.toString(), pictures.toString()));

    ValidationResult result = validate(heldOut, 2);

    assertThat(found(result, Check.HELD_OUT))
        .containsExactly(
            SHARD + " row 1 (t/t.json@2): 13 words of val.json: '" + long13 + "'",
            SHARD + " row 2 (t/t.json@3): 'scene0011' is in val.json",
            SHARD + " row 3 (a/a.json@1): picture 1 looks like one of frames");
    assertThat(result.sound()).isFalse();
    Certificate certificate = heldOut.certificate("a set", "ab", "1", 4, 1);
    assertThat(certificate.clean()).isFalse();
    assertThat(certificate.lists())
        .containsExactly(
            new Certificate.Listed(
                "val.json",
                Digest.hex(Files.readAllBytes(annotations)),
                1,
                0,
                0,
                0,
                1,
                1,
                1,
                new Certificate.Hits(1, 0, 0, 1)),
            new Certificate.Listed(
                "frames",
                Digest.hex(Digest.hex(smaller)),
                0,
                0,
                1,
                1,
                0,
                0,
                0,
                new Certificate.Hits(0, 0, 1, 0)));
  }

  private static Sample origin(Sample sample, String id) {
    return Samples.from(sample, new Origin(sample.provenance().origin().file(), "ab12", "1", id));
  }
}
