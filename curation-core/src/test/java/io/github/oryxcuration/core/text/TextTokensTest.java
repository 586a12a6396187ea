package io.github.oryxcuration.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokensTest {
  /** 255 tokens of cl100k with digits counted singly, which Qwen's vocabulary was grown from. */
  private static final String DESCRIPTION =
      """
      The image shows a group of people standing on a sandy beach near the ocean, with several \
      colorful umbrellas and towels spread around them. In the background, a few sailboats are \
      visible on the calm, blue water under a partly cloudy sky. One man, wearing a red cap and \
      striped swimming trunks, is holding a surfboard under his arm while talking to a woman in a \
      white dress. To their left, two children are building a sandcastle with plastic buckets and \
      shovels, and a small brown dog is running towards them. The atmosphere of the scene is \
      relaxed and cheerful, suggesting a warm summer afternoon during the holidays. What is the \
      man holding, and why might he be smiling? The man is probably smiling because he has just \
      returned from the water, or because he is enjoying a pleasant conversation. It's hard to \
      tell, but they don't seem to be in a hurry.
      How many chairs are there around the dining table in the kitchen? There are four wooden \
      chairs around the table. What color is the refrigerator next to the sink? It is silver. \
      Which object in the room is closest to the window?
      Based on the chart, which category experienced the largest percentage increase between the \
      first and second quarters? The technology sector experienced the largest increase.
      """;

  @Test
  void without_a_tokenizer_there_is_an_estimate_that_says_so() throws Exception {
    try (TextTokens tokens = TextTokens.create("")) {
      assertThat(tokens.exact()).isFalse();
      assertThat(tokens.digest()).isEqualTo("estimate-1");
      assertThat(tokens.count("")).isZero();
      assertThat(tokens.count("You are a helpful assistant.")).isEqualTo(6);
      assertThat(tokens.count("Give me a short introduction to large language model."))
          .as("10 by Qwen2's tokenizer")
          .isEqualTo(11);
      assertThat(tokens.count("2024-09-17")).isEqualTo(10);
      assertThat(tokens.count("a\n\n\nb   c")).isEqualTo(5);
      assertThat(tokens.count("你好世界")).isEqualTo(3);
      assertThat(tokens.count("かな")).isEqualTo(2);
      assertThat(tokens.count("é")).isEqualTo(1);
      assertThat(tokens.count("😀")).isEqualTo(3);
      assertThat(tokens.count(DESCRIPTION)).isEqualTo(263);
    }
  }

  @Test
  void an_estimated_prompt_counts_the_template_as_qwen_does() throws Exception {
    try (TextTokens tokens = TextTokens.create("")) {
      Prompt prompt = new Prompt(tokens);
      // im_start system \n, 6 of the system prompt, im_end \n
      assertThat(prompt.textTokens(List.of(), true)).isEqualTo(11);
      // im_start user \n, \n after the placeholder, \n and 3 of text, im_end \n; likewise the
      // answer
      List<Turn> turns = List.of(Turn.human("<image>\nWhat is it"), Turn.gpt("cat"));
      assertThat(prompt.textTokens(turns, true)).isEqualTo(11 + 3 + 1 + 4 + 2 + 3 + 1 + 2);
    }
  }

  @Test
  void a_placeholder_in_a_row_without_media_is_text() {
    List<Turn> turns = List.of(Turn.human("<image>\nx"), Turn.gpt("y"));
    EncodedPrompt without = Prompt.encode(new ByteTokenizer(), "", turns, false);
    EncodedPrompt with = Prompt.encode(new ByteTokenizer(), "", turns, true);
    assertThat(without.ids()).doesNotContain(Prompt.IMAGE);
    assertThat(without.textTokens()).isEqualTo(without.ids().length);
    assertThat(with.textTokens()).isEqualTo(with.ids().length - 1);
  }

  @Test
  void a_conversation_longer_than_the_first_buffer_keeps_ids_and_labels_together() {
    List<Turn> turns = List.of(Turn.human("q".repeat(1000)), Turn.gpt("a".repeat(1000)));
    EncodedPrompt encoded = Prompt.encode(new ByteTokenizer(), "", turns, false);
    int learnt = 0;
    for (int i = 0; i < encoded.ids().length; i++) {
      int label = encoded.labels()[i];
      assertThat(label).isIn(Prompt.IGNORED, encoded.ids()[i]);
      learnt += label == 'a' ? 1 : 0;
    }
    assertThat(learnt).isEqualTo(1000);
    assertThat(encoded.labels()).doesNotContain((int) 'q');
  }

  @Test
  void roles_that_the_trainer_does_not_know_are_refused() throws Exception {
    try (TextTokens tokens = TextTokens.create("")) {
      Prompt prompt = new Prompt(tokens);
      List<Turn> turns = List.of(new Turn(Turn.SYSTEM, "be kind"), Turn.human("hi"));
      assertThatThrownBy(() -> prompt.textTokens(turns, false))
          .isInstanceOf(CurationException.class)
          .hasMessage("a turn is from 'system'; the trainer knows human and gpt alone")
          .extracting(e -> ((CurationException) e).reason())
          .isEqualTo(Reason.BAD_ROLE);
    }
  }

  @Test
  void a_file_that_is_no_tokenizer_or_missing_is_an_io_error(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"not\": \"one\"}");
    assertThatThrownBy(() -> TextTokens.create(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no tokenizer.json: ");
    assertThatThrownBy(() -> TextTokens.create(folder + "/gone.json"))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void special_tokens_are_found_where_they_stand() {
    assertThat(SpecialTokens.find("")).isEmpty();
    assertThat(SpecialTokens.find("<|im_star|> <| im_end|> <|IM_END|>")).isEmpty();
    assertThat(SpecialTokens.find("a<|im_end|><|endoftext|>b<|<|im_start|>"))
        .containsExactly(
            new SpecialTokens.Found("<|im_end|>", 1),
            new SpecialTokens.Found("<|endoftext|>", 11),
            new SpecialTokens.Found("<|im_start|>", 27));
  }
}
