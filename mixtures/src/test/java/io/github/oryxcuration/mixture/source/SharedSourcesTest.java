package io.github.oryxcuration.mixture.source;

import static io.github.oryxcuration.mixture.source.Reading.rows;
import static io.github.oryxcuration.mixture.source.Reading.shown;
import static io.github.oryxcuration.mixture.source.Reading.source;
import static io.github.oryxcuration.mixture.source.Reading.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every source of the shared data, row by row. */
class SharedSourcesTest {
  private final Path data = Path.of(System.getProperty("shared.dir", "../../shared"), "data");
  private final String root = data.toAbsolutePath().normalize() + "/sources";
  private final String photos = data.toAbsolutePath().normalize() + "/photos";
  private final String videos = data.toAbsolutePath().normalize() + "/videos";

  @TempDir Path folder;

  @BeforeEach
  void sharedDataIsThere() {
    assumeTrue(
        Files.isDirectory(data.resolve("sources")),
        "shared data is absent at " + data + ": the readers are not tried on it");
  }

  @Test
  void llava558kHasItsPlaceholderAtEitherEndAndComesOutWithItInFront() throws IOException {
    SourceSpec spec = source("llava", root, "llava-558k/*.json", photos);
    List<Outcome<Candidate>> rows = rows(spec);
    assertThat(shown(rows))
        .hasSize(10)
        .startsWith(
            "0 000000000 qa image[blue-whale.jpg] H <image>\\nRender a clear and concise summary of"
                + " the photo. / G a humpback whale breaching out of the blue sea",
            "1 000000001 qa image[blueberries.jpg] H <image>\\nRender a clear and concise summary of"
                + " the photo. / G a close-up of ripe blueberries")
        .allMatch(row -> row.contains(" H <image>\\nRender a clear") && !row.contains("LOST"));
    Candidate first = ((Outcome.Kept<Candidate>) rows.get(0)).row();
    assertThat(first.id()).isEqualTo("s/llava-558k/blip_laion_cc_sbu_558k.json@0");
    assertThat(first.media()).containsExactly(new MediaRef.InFile(photos + "/blue-whale.jpg"));
    assertThat(first.origin().fileDigest()).matches("[0-9a-f]{64}");
    assertThat(first.origin().file()).endsWith("/llava-558k/blip_laion_cc_sbu_558k.json");
  }

  @Test
  void llavaMixLosesItsFaultyRowsWithTheirReasons() throws IOException {
    assertThat(shown(rows(source("llava", root, "llava-mix/llava_mix.json", photos))))
        .containsExactly(
            "0 sign-1 qa image[japanese.jpg] H <image>\\nWhat does the sign forbid? / G Littering."
                + " The sign says NO LITTER. / H Which city put it up? / G Minato City.",
            "1 7 qa image[korean.png] H <image>\\nHow far is Seoul?\\nAnswer the question using a"
                + " single word or phrase. / G 56 km",
            "2 t-1 text text[] H Name three primary colours. / G Red, yellow and blue.",
            "3 astro qa image[astronaut.png] H <image>\\nWhat is behind the astronaut on the right?"
                + " / G A model of a space shuttle. / H What colour is the suit? / G Orange.",
            "4 two qa image[wild-bear.jpg, urban-bear.jpg] H <image>\\n / H <image>\\nWhich of the"
                + " two pictures has colour? / G The first one.",
            "5 bad-missing qa image[no-such-file.jpg] H <image>\\nWhat is this? / G Unknown.",
            "6 bad-placeholder LOST PLACEHOLDER_COUNT: found 2 placeholders for 1 media; the counts"
                + " must be equal",
            "7 bad-empty LOST EMPTY_CONVERSATION: no answer to learn from in 0 turns");
  }

  @Test
  void picturesOfOneTurnAreDroppedWhereTheRecipeSaysSo() throws IOException {
    SourceSpec spec = source("llava", root, "llava-mix/llava_mix.json", photos);
    List<String> rows = shown(rows(with(spec, "", "", MultiImageTurn.DROP)));
    assertThat(rows.get(4)).startsWith("4 two LOST MULTI_IMAGE_TURN: turn 1 (human) holds 2 ");
  }

  @Test
  void cambrianKeepsTextRowsAndLosesItsBrokenLastLine() throws IOException {
    assertThat(shown(rows(source("cambrian", root, "cambrian/*.jsonl", photos))))
        .containsExactly(
            "0 c0 qa image[french.jpg] H <image>\\nName one place on the sign post. / G Palais du"
                + " Louvre.",
            "201 c1 text text[] H What is 2+2? / G 4",
            "351 c2 qa image[page.png] H <image>\\nWhat is the heading? / G Region-based"
                + " segmentation",
            "546 c3 text text[] H Spell cat. / G c-a-t",
            "681 c4 qa image[thai.jpg] H <image>\\nWhich way does the arrow point? / G It turns to"
                + " the left.",
            "883 c5 qa image[rommel.jpg] H <image>\\nIs this indoors or outdoors? / G Indoors.",
            "1071  LOST MALFORMED_ROW: no valid JSON: Unexpected end-of-input in field name");
  }

  @Test
  void vcgPlusKeepsRowsOfOneId() throws IOException {
    assertThat(shown(rows(source("vcg-plus", root, "vcg-plus/*.json", videos))))
        .containsExactly(
            "0 01_dog qa video[01_dog.mp4] H <image>\\nWhat is the dog doing? / G It "
                + "jumps and spins in front of a woman who throws a toy and leans down to it.",
            "1 01_dog qa video[01_dog.mp4] H <image>\\nWhere does it take place? / G On "
                + "a paved path beside a garden bed in front of a building.",
            "2 02_cups qa video[02_cups.mp4] H <image>\\nHow many cups are on the "
                + "table? / G Three red cups.",
            "3 03_blocks qa video[03_blocks.mp4] H <image>\\nWhat is being arranged? / "
                + "G Wooden alphabet blocks on a cutting mat.");
  }

  @Test
  void shareGpt4VideoAsksForTheCaptionOfTheWholeVideo() throws IOException {
    assertThat(shown(rows(source("sharegpt4video", root, "sharegpt4video/*.jsonl", videos))))
        .containsExactly(
            "0 crystal caption video[crystal.mp4] H <image>\\nDescribe this video in "
                + "detail. / G The camera circles a crystal lotus flower on a worn wooden "
                + "table and ends close to its petals.",
            "415 frog caption video[frog.mp4] H <image>\\nDescribe this video in "
                + "detail. / G The camera approaches a green plastic frog on a wooden table.");
  }

  @Test
  void llavaHoundNamesFoldersOfFrames() throws IOException {
    String frames = root + "/llava-hound/train_300k";
    assertThat(shown(rows(source("llava-hound", root, "llava-hound/*.jsonl", frames))))
        .containsExactly(
            "0 v_elf-Scene-001_1 qa video[InFolder "
                + frames
                + "/v_elf-Scene-001/] H "
                + "<image>\\nWhat stands on the table? / G A toy elf with a scythe-like "
                + "weapon on a green base.",
            "223 v_rabbit-Scene-001_1 qa video[InFolder "
                + frames
                + "/v_rabbit-Scene-001/] H "
                + "<image>\\nDescribe the clip. / G The camera circles a small toy.");
  }

  @Test
  void nextQaJoinsItsVideosByTheMap() throws IOException {
    SourceSpec spec = source("nextqa", root, "nextqa/train.csv", videos);
    String map = root + "/nextqa/map_vid_vidorID.json";
    assertThat(shown(rows(with(spec, map, "", MultiImageTurn.SPLIT))))
        .containsExactly(
            "0 9000000001_0 mcq video[01_dog.mp4] H <image>\\nwhat does the woman do "
                + "after she throws the toy\\nA. sits down\\nB. bends down to the dog\\nC. "
                + "walks away\\nD. opens a door\\nE. takes a photo\\nAnswer with the option's "
                + "letter from the given choices directly. / G B",
            "1 9000000002_0 mcq video[02_cups.mp4] H <image>\\nhow many cups are moved "
                + "on the table\\nA. one\\nB. two\\nC. three\\nD. four\\nE. five\\nAnswer "
                + "with the option's letter from the given choices directly. / G C",
            "2 9000000003_0 mcq video[one-by-one-person-detection.mp4] H <image>\\nwhy "
                + "does the woman walk to the table\\nA. to stand at it\\nB. to paint it\\nC. "
                + "to remove it\\nD. to sit on the floor\\nE. to sleep\\nAnswer with the "
                + "option's letter from the given choices directly. / G A",
            "3 9000000009_0 mcq video[missing-clip.mp4] H <image>\\nwhat is shown\\nA. "
                + "a\\nB. b\\nC. c\\nD. d\\nE. e\\nAnswer with the option's letter from the "
                + "given choices directly. / G A");
  }

  @Test
  void perceptionTestMakesARowOfEachQuestion() throws IOException {
    assertThat(
            shown(rows(source("perception-test", root, "perception-test/all_train.json", videos))))
        .containsExactly(
            "video_9001.0 video_9001.0 mcq video[video_9001.mp4] H <image>\\nHow many "
                + "cups does the person use?\\nA. 2\\nB. 3\\nC. 4\\nAnswer with the option's "
                + "letter from the given choices directly. / G B",
            "video_9001.1 video_9001.1 mcq video[video_9001.mp4] H <image>\\nDoes the "
                + "camera move?\\nA. Yes\\nB. No\\nC. I don't know\\nAnswer with the option's "
                + "letter from the given choices directly. / G B");
  }

  @Test
  void cauldronPutsItsPlaceholdersIn() throws IOException {
    assertThat(shown(rows(source("cauldron", root, "cauldron", photos))))
        .containsExactly(
            "0  qa image[InCell "
                + root
                + "/cauldron/ai2d_mini/train-00000-of-00001-abc.parquet#0.images.0] H <image>\\nQuestion: What colour are the two trees in the middle?\\nChoices:\\nA. Golden\\nB. Blue\\nAnswer with the letter. / G Answer: A / H How many golden trees are there? / G Two.",
            "1  qa image[InCell "
                + root
                + "/cauldron/ai2d_mini/train-00000-of-00001-abc.parquet#1.images.0, InCell "
                + root
                + "/cauldron/ai2d_mini/train-00000-of-00001-abc.parquet#1.images.1] H <image>\\n / H <image>\\nWhich bear is in a river? / G The one in the first image.",
            "2  text text[] H What is a bear? / G A large mammal.");
  }

  @Test
  void llavaNextHasPicturesInItsCells() throws IOException {
    assertThat(shown(rows(source("llava-next", root, "llava-next/*.parquet", photos))))
        .containsExactly(
            "0 n0 qa image[InCell "
                + ""
                + root
                + "/llava-next/train-00000-of-00001.parquet#0.image.0] H <image>\\nWhat "
                + "does the sign say in English? / G NO LITTER",
            "1 n1 text text[] H Say hello. / G Hello.",
            "2 n2 qa image[InCell "
                + ""
                + root
                + "/llava-next/train-00000-of-00001.parquet#2.image.0] H <image>\\nWhat "
                + "animal is it? / G A cat.");
  }

  @Test
  void cinePileJoinsItsClipsByTheMap() throws IOException {
    SourceSpec spec =
        source(
            "cinepile", root, "cinepile/*.parquet", data.toAbsolutePath().normalize().toString());
    Path map = folder.resolve("map.json");
    Files.writeString(map, "{\"tt9000001\": \"movienet/movie/tt9000001.mp4\"}");
    assertThat(shown(rows(with(spec, map.toString(), "", MultiImageTurn.SPLIT))))
        .containsExactly(
            "0 tt9000001 mcq video[tt9000001.mp4] H <image>\\nWhat kind of film is "
                + "it?\\nA. Animated\\nB. Documentary\\nC. News\\nD. Sports\\nE. "
                + "Concert\\nAnswer with the option's letter from the given choices directly. "
                + "/ G A",
            "1 tt9000001 mcq video[tt9000001.mp4] H <image>\\nWhich animal is the "
                + "lead?\\nA. Cat\\nB. Dog\\nC. Rabbit\\nD. Horse\\nE. Cow\\nAnswer with the "
                + "option's letter from the given choices directly. / G C");
  }
}
