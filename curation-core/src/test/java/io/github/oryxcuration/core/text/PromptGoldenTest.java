package io.github.oryxcuration.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference trainer's ids and labels, from 08_prompts.json of the golden data. */
class PromptGoldenTest {
  private static Path golden;
  private static JsonNode cases;

  @BeforeAll
  static void find() throws Exception {
    String given = System.getProperty("golden.dir", "");
    golden =
        given.isEmpty()
            ? Path.of(System.getProperty("shared.dir", ""), "golden", "dev")
            : Path.of(given);
    Path prompts = golden.resolve("08_prompts.json");
    assumeTrue(Files.exists(prompts), "skipped the reference's prompts: there is no " + prompts);
    cases = new ObjectMapper().readTree(prompts.toFile());
  }

  @Test
  void ids_and_labels_with_the_byte_tokenizer_are_those_of_the_trainer() {
    assertThat(compare("byte", new ByteTokenizer())).isGreaterThanOrEqualTo(8);
  }

  @Test
  void ids_labels_and_counts_with_the_checkpoints_tokenizer_are_those_of_the_trainer()
      throws Exception {
    try (HuggingFaceTokens tokens = HuggingFaceTokens.open(tokenizer())) {
      assertThat(compare("checkpoint_bpe", tokens::ids)).isGreaterThanOrEqualTo(8);
      Prompt prompt = new Prompt(tokens);
      int counted = 0;
      for (JsonNode conversation : cases.get("conversations")) {
        JsonNode train = conversation.at("/results/checkpoint_bpe/train");
        if (train.has("input_ids") && system(conversation).equals(Prompt.SYSTEM)) {
          int expected = 0;
          for (JsonNode id : train.get("input_ids")) {
            expected += id.asInt() == Prompt.IMAGE ? 0 : 1;
          }
          assertThat(prompt.textTokens(turns(conversation), hasImage(conversation)))
              .as(conversation.get("name").asText())
              .isEqualTo(expected);
          counted++;
        }
      }
      assertThat(counted).isGreaterThanOrEqualTo(5);
    }
  }

  /** A turn that starts with its placeholder is left as it is by both. */
  @Test
  void placeholders_move_to_where_the_trainer_moves_them() {
    int compared = 0;
    for (JsonNode pair : cases.get("preprocess_multimodal")) {
      String given = pair.get(0).asText();
      int placeholders = given.split(Dialect.PLACEHOLDER, -1).length - 1;
      if (placeholders != 1 || given.startsWith(Dialect.PLACEHOLDER)) {
        continue; // Of several, the trainer drops all but one; the dialect refuses or splits them.
      }
      List<Turn> conversation = List.of(Turn.human(given), Turn.gpt("an answer"));
      assertThat(
              Dialect.normalise(conversation, 1, Modality.IMAGE, MultiImageTurn.DROP)
                  .get(0)
                  .value())
          .as(given)
          .isEqualTo(pair.get(1).asText());
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(3);
  }

  @Test
  void strings_become_the_ids_of_the_reference_and_back() throws Exception {
    try (HuggingFaceTokens tokens = HuggingFaceTokens.open(tokenizer())) {
      for (JsonNode string : cases.get("tokenizer_strings")) {
        String text = string.get("text").asText();
        int[] ids = tokens.ids(text);
        assertThat(ids).as(text).isEqualTo(ints(string.get("checkpoint_bpe")));
        assertThat(tokens.count(text)).as(text).isEqualTo(ids.length);
        assertThat(tokens.decode(ids, false)).isEqualTo(string.get("decoded").asText());
        assertThat(tokens.decode(ids, true)).isEqualTo(string.get("decoded_skip_special").asText());
        assertThat(new ByteTokenizer().apply(text)).isEqualTo(ints(string.get("byte")));
      }
    }
  }

  @Test
  void long_texts_are_not_truncated_and_threads_agree() throws Exception {
    try (HuggingFaceTokens tokens = HuggingFaceTokens.open(tokenizer())) {
      assertThat(tokens.count("7".repeat(40_000))).isEqualTo(40_000);
      String text = "Describe this image in detail. ".repeat(50);
      int expected = tokens.count(text);
      List<Integer> counts =
          java.util.stream.IntStream.range(0, 64)
              .parallel()
              .mapToObj(i -> tokens.count(text))
              .toList();
      assertThat(counts).containsOnly(expected);
      assertThat(tokens.exact()).isTrue();
      assertThat(tokens.digest()).matches("[0-9a-f]{64}");
    }
  }

  private static int compare(String name, Function<String, int[]> tokenise) {
    int compared = 0;
    for (JsonNode conversation : cases.get("conversations")) {
      JsonNode train = conversation.at("/results/" + name + "/train");
      if (!train.has("input_ids")) {
        continue; // The trainer itself fails on an answer of null.
      }
      EncodedPrompt encoded =
          Prompt.encode(
              tokenise, system(conversation), turns(conversation), hasImage(conversation));
      String what = conversation.get("name").asText() + " with " + name;
      assertThat(encoded.ids()).as(what).isEqualTo(ints(train.get("input_ids")));
      assertThat(encoded.labels()).as(what).isEqualTo(ints(train.get("labels")));
      compared++;
    }
    return compared;
  }

  private static String tokenizer() {
    Path file = golden.resolve("checkpoint/tokenizer.json").toAbsolutePath();
    assumeTrue(Files.exists(file), "skipped the tokenizer: there is no " + file);
    return file.toString();
  }

  private static String system(JsonNode conversation) {
    JsonNode system = conversation.get("system");
    return system.isNull() ? Prompt.SYSTEM : system.asText();
  }

  private static boolean hasImage(JsonNode conversation) {
    return conversation.get("has_image").asBoolean();
  }

  private static List<Turn> turns(JsonNode conversation) {
    List<Turn> turns = new ArrayList<>();
    for (JsonNode turn : conversation.get("conv")) {
      turns.add(new Turn(turn.get("from").asText(), turn.get("value").asText()));
    }
    return turns;
  }

  private static int[] ints(JsonNode array) {
    int[] ints = new int[array.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = array.get(i).asInt();
    }
    return ints;
  }
}
