package io.github.oryxcuration.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTokenizerTest {
  private static final int ROWS = TinySpec.tiny().decoder().vocab();

  /** Of the last token, {@code <|im_end|>}. */
  private static final int LAST = TinySpec.tiny().config().generation().endIds().get(0);

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
  }

  private ModelTokenizer open() {
    return ModelTokenizer.open(folder, ROWS);
  }

  private void change(String name, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = JsonFiles.object(folder.resolve(name));
    change.accept(json);
    Files.writeString(folder.resolve(name), Json.write(json));
  }

  private void delete(String... names) throws IOException {
    for (String name : names) {
      Files.delete(folder.resolve(name));
    }
  }

  @Test
  void textIsCutAndPutTogetherAgain() {
    try (ModelTokenizer tokenizer = open()) {
      int[] ids = tokenizer.ids("a<|im_end|>\u00e9\n");

      assertThat(ids).containsExactly('a', LAST, 0xc3, 0xa9, '\n');
      assertThat(tokenizer.decode(ids, false)).isEqualTo("a<|im_end|>\u00e9\n");
      assertThat(tokenizer.decode(ids, true)).isEqualTo("a\u00e9\n");
      assertThat(tokenizer.isSpecial(LAST)).isTrue();
      assertThat(tokenizer.isSpecial('a')).isFalse();
      assertThat(tokenizer.id("<|im_end|>")).isEqualTo(LAST);
      assertThat(tokenizer.size()).isEqualTo(LAST + 1);
    }
  }

  @Test
  void nothingIsCutOffOrFilledUpWhateverTheFileSays() throws IOException {
    change(
        "tokenizer.json",
        json -> {
          json.putObject("truncation")
              .put("direction", "Right")
              .put("max_length", 4)
              .put("strategy", "LongestFirst")
              .put("stride", 0);
          ObjectNode padding = json.putObject("padding");
          padding.putObject("strategy").put("Fixed", 2000);
          padding.put("direction", "Right").putNull("pad_to_multiple_of");
          padding.put("pad_id", 0).put("pad_type_id", 0).put("pad_token", "!");
        });
    try (ModelTokenizer tokenizer = open()) {
      assertThat(tokenizer.ids("7".repeat(1_000))).hasSize(1_000).containsOnly('7');
    }
  }

  @Test
  void vocabularyAndMergesAreAsGoodAsACompleteFile() throws IOException {
    String text = "The model tells what it sees.<|im_end|>\n";
    int[] expected;
    try (ModelTokenizer complete = open()) {
      expected = complete.ids(text);
    }
    delete("tokenizer.json");
    try (ModelTokenizer pieced = open()) {
      assertThat(pieced.ids(text)).isEqualTo(expected);
      assertThat(pieced.size()).isEqualTo(LAST + 1);
    }
  }

  @Test
  void olderFoldersNameAddedTokensInAFileOfTheirOwn() throws IOException {
    delete("tokenizer.json");
    change("tokenizer_config.json", json -> json.remove("added_tokens_decoder"));
    Files.writeString(
        folder.resolve("added_tokens.json"),
        "{\"<|im_end|>\": %d, \"<|im_start|>\": %d, \"<|endoftext|>\": %d}"
            .formatted(LAST, LAST - 1, LAST - 2));
    try (ModelTokenizer tokenizer = open()) {
      assertThat(tokenizer.ids("<|im_start|>a<|im_end|><|endoftext|>"))
          .containsExactly(LAST - 1, 'a', LAST, LAST - 2);
      assertThat(tokenizer.isSpecial(LAST)).isTrue();
    }
  }

  @Test
  void sentencePieceModelAloneSaysHowToConvertIt() throws IOException {
    delete("tokenizer.json", "vocab.json", "merges.txt");
    Files.createFile(folder.resolve("tokenizer.model"));

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder
                + ": has a SentencePiece tokenizer (tokenizer.model) and no tokenizer.json. Convert"
                + " it once, where Python has transformers, with\n"
                + "  python -c \"from transformers import AutoTokenizer as T;"
                + " T.from_pretrained('.', use_fast=True).save_pretrained('.')\"\n"
                + "in that folder, or copy the tokenizer.json that the language model was published"
                + " with");
  }

  @Test
  void folderWithoutATokenizerNamesWhatWasLookedFor() throws IOException {
    delete("tokenizer.json", "vocab.json");

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder
                + ": has no tokenizer; looked for tokenizer.json, for vocab.json with merges.txt"
                + " (found), and for tokenizer.model");
  }

  @Test
  void idsBeyondTheEmbeddingAreRefused() {
    assertThatThrownBy(() -> ModelTokenizer.open(folder, LAST))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder
                + ": the tokenizer is not that of an Oryx model:\n  - its ids go up to "
                + LAST
                + ", but the model's embedding has "
                + LAST
                + " rows");
  }

  @Test
  void addedTokenBehindAGapWouldGetAnotherIdAndIsRefused() throws IOException {
    change(
        "tokenizer.json",
        json -> ((ObjectNode) json.withArray("added_tokens").get(2)).put("id", LAST + 9));

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder
                + ": the tokenizer is not that of an Oryx model:\n  - the added token <|im_end|>"
                + " must have the id "
                + (LAST + 9)
                + ", but becomes ["
                + LAST
                + "] (added tokens must follow the vocabulary without a gap)");
  }

  @Test
  void tokenizerWithoutTheTokensOfTheChatIsRefused() throws IOException {
    change("tokenizer.json", json -> json.putArray("added_tokens"));

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            "(?s).*: the tokenizer is not that of an Oryx model:\n"
                + "  - the chat template needs the token <\\|im_start\\|>, but the tokenizer cuts it"
                + " into \\d+\n"
                + "  - the chat template needs the token <\\|im_end\\|>, but the tokenizer cuts it"
                + " into \\d+");
  }

  @Test
  void idGivenTwiceIsRefused() throws IOException {
    delete("tokenizer.json");
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<other>\": " + LAST + "}");

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder
                + ": the added tokens are not usable:\n  - id "
                + LAST
                + " is given to both \"<|im_end|>\" and \"<other>\"");
  }

  @Test
  void mergeOfUnknownTokensIsRefusedWithItsLine() throws IOException {
    delete("tokenizer.json");
    Path merges = folder.resolve("merges.txt");
    Files.writeString(merges, Files.readString(merges) + "q\u0142 z\n");
    int line = Files.readAllLines(merges).size();

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            merges
                + ": is damaged, or of another model:\n  - line "
                + line
                + " merges what vocab.json does not know: q\u0142 z");
  }
}
