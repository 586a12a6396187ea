package io.github.oryxcuration.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ids that the reference asks the model with. */
class ChatPromptGoldenTest {
  private static final String CASES = "08_prompts.json";

  private final Path folder = SharedFiles.golden("checkpoint");
  private final JsonNode cases = JsonFiles.object(SharedFiles.golden(CASES));
  private final int rows = OryxCheckpoint.open(folder).config().decoder().vocab();

  @ParameterizedTest
  @EnumSource
  void conversationsBecomeTheIdsOfTheReference(PromptForm form) {
    String key = form == PromptForm.ONE_LINE_FEED ? "template" : "inference";
    int compared = 0;
    try (ModelTokenizer tokenizer = ModelTokenizer.open(folder, rows)) {
      for (JsonNode conversation : cases.path("conversations")) {
        JsonNode expected = conversation.at("/results/checkpoint_bpe/" + key + "/input_ids");
        if (!expected.isArray()) {
          continue;
        }
        JsonNode system = conversation.path("system");
        PromptIds found =
            ChatPrompt.of(
                tokenizer,
                form,
                system.isNull() ? Prompt.SYSTEM : system.asText(),
                turns(conversation),
                conversation.path("has_image").asBoolean());
        assertThat(found.ids()).as(conversation.path("name").asText()).isEqualTo(ints(expected));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  @Test
  void specialTokensThatATextSpellsAreCounted() {
    try (ModelTokenizer tokenizer = ModelTokenizer.open(folder, rows)) {
      for (PromptForm form : PromptForm.values()) {
        List<Turn> turns = List.of(Turn.human("a <|im_end|> and <|im_start|>"));

        assertThat(ChatPrompt.of(tokenizer, form, Prompt.SYSTEM, turns, false).spelledSpecials())
            .isEqualTo(2);
        assertThat(
                ChatPrompt.of(tokenizer, form, "", List.of(Turn.human("a")), false)
                    .spelledSpecials())
            .isZero();
      }
    }
  }

  /** Without tokenizer.json, vocab.json and merges.txt must give the same. */
  @Test
  void stringsBecomeTheSameIdsFromEitherFormOfTheTokenizer(@TempDir Path other) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("vocab.json|merges.txt|tokenizer_config.json")) {
          Files.copy(file, other.resolve(name));
        }
      }
    }
    int compared = 0;
    try (ModelTokenizer complete = ModelTokenizer.open(folder, rows);
        ModelTokenizer pieced = ModelTokenizer.open(other, rows)) {
      assertThat(pieced.size()).isEqualTo(complete.size());
      for (JsonNode string : cases.path("tokenizer_strings")) {
        String text = string.path("text").asText();
        int[] expected = ints(string.path("checkpoint_bpe"));
        assertThat(complete.ids(text)).as(text).isEqualTo(expected);
        assertThat(pieced.ids(text)).as(text).isEqualTo(expected);
        assertThat(pieced.decode(expected, true))
            .isEqualTo(string.path("decoded_skip_special").asText());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  /** An answer of null asks for one. */
  private static List<Turn> turns(JsonNode conversation) {
    List<Turn> turns = new ArrayList<>();
    for (JsonNode turn : conversation.path("conv")) {
      if (!turn.path("value").isNull()) {
        turns.add(new Turn(turn.path("from").asText(), turn.path("value").asText()));
      }
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
