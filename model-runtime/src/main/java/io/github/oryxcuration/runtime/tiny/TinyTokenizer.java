package io.github.oryxcuration.runtime.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.prompt.QwenTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A byte-level BPE tokenizer made by formula, in Qwen2's format: 256 bytes whose ids are their
 * values, merges of a blank and a letter and of a consonant and a vowel as far as there is room,
 * then the three special tokens of the chat template.
 */
final class TinyTokenizer {
  private static final int BYTES = 256;
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  /** Rows that the bytes and the special tokens need. */
  static final int SMALLEST = BYTES + SPECIAL.size();

  private final List<String> tokens = new ArrayList<>();
  private final List<String> merges = new ArrayList<>();

  private TinyTokenizer(int vocab) {
    int spare = BYTES;
    for (int value = 0; value < BYTES; value++) {
      // Bytes that are no visible character of Latin-1 take the next characters from U+0100 on.
      boolean visible = (value > 0x20 && value < 0x7f) || (value > 0xa0 && value != 0xad);
      tokens.add(String.valueOf((char) (visible ? value : spare++)));
    }
    for (char letter = 'a'; letter <= 'z'; letter++) {
      merge(tokens.get(' '), String.valueOf(letter), vocab);
    }
    for (char vowel : "eaiou".toCharArray()) {
      for (char consonant : "tnsrhldcmpfgbwykvxjqz".toCharArray()) {
        merge(String.valueOf(consonant), String.valueOf(vowel), vocab);
      }
    }
  }

  private void merge(String left, String right, int vocab) {
    if (tokens.size() + SPECIAL.size() < vocab) {
      merges.add(left + " " + right);
      tokens.add(left + right);
    }
  }

  /** Id of the token that ends a text, for so many rows. */
  static int endOfText(int vocab) {
    return new TinyTokenizer(vocab).tokens.size();
  }

  /** Id of the token that ends a turn of the chat. */
  static int endOfTurn(int vocab) {
    return endOfText(vocab) + 2;
  }

  /** Writes tokenizer.json, tokenizer_config.json, vocab.json and merges.txt. */
  static void write(Path folder, int vocab, int maxLength) throws IOException {
    TinyTokenizer tokenizer = new TinyTokenizer(vocab);
    text(folder, "vocab.json", Json.write(tokenizer.vocabulary()));
    text(folder, "merges.txt", "#version: 0.2\n" + String.join("\n", tokenizer.merges) + "\n");
    text(folder, "tokenizer_config.json", Json.writePretty(tokenizer.settings(maxLength)));
    text(folder, "tokenizer.json", Json.write(QwenTokenizer.json(folder)));
  }

  private static void text(Path folder, String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(UTF_8));
  }

  private ObjectNode vocabulary() {
    ObjectNode vocabulary = object();
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    return vocabulary;
  }

  private ObjectNode settings(int maxLength) {
    ObjectNode json = object();
    json.put("add_prefix_space", false);
    ObjectNode added = json.putObject("added_tokens_decoder");
    for (int i = 0; i < SPECIAL.size(); i++) {
      added.set(String.valueOf(tokens.size() + i), special(SPECIAL.get(i)));
    }
    json.putArray("additional_special_tokens").add(SPECIAL.get(1)).add(SPECIAL.get(2));
    json.putNull("bos_token").put("clean_up_tokenization_spaces", false);
    json.put("eos_token", SPECIAL.get(2)).put("errors", "replace");
    json.put("model_max_length", maxLength).put("pad_token", SPECIAL.get(0));
    json.put("split_special_tokens", false).put("tokenizer_class", "Qwen2Tokenizer");
    return json.putNull("unk_token");
  }

  private static ObjectNode special(String content) {
    ObjectNode token = object().put("content", content).put("single_word", false);
    token.put("lstrip", false).put("rstrip", false).put("normalized", false);
    return token.put("special", true);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
