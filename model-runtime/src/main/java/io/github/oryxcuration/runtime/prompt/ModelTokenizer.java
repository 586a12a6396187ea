package io.github.oryxcuration.runtime.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.text.HuggingFaceTokens;
import io.github.oryxcuration.core.text.SpecialTokens;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of a model folder: its {@code tokenizer.json}, or what its {@code vocab.json} and
 * {@code merges.txt} stand for. Nothing is truncated, padded or added. Safe for threads until it is
 * closed.
 */
public final class ModelTokenizer implements AutoCloseable {
  private static final String COMPLETE = "tokenizer.json";
  private static final String SENTENCE_PIECE = "tokenizer.model";

  private final HuggingFaceTokens tokens;
  private final Map<Integer, String> special;
  private final int size;

  private ModelTokenizer(HuggingFaceTokens tokens, Map<Integer, String> special, int size) {
    this.tokens = tokens;
    this.special = Map.copyOf(special);
    this.size = size;
  }

  /**
   * Opens the tokenizer of a model.
   *
   * @param rows of the model's embedding, which must hold every token
   * @throws ModelException if there is none, or it cannot be that of the model
   */
  public static ModelTokenizer open(Path folder, int rows) {
    Path complete = folder.resolve(COMPLETE);
    boolean isComplete = Files.exists(complete);
    ObjectNode json = isComplete ? JsonFiles.object(complete) : pieced(folder);
    List<AddedToken> added = new ArrayList<>();
    for (JsonNode token : json.path("added_tokens")) {
      added.add(AddedToken.of(token, token.path("id").intValue()));
    }
    HuggingFaceTokens tokens;
    try {
      tokens = HuggingFaceTokens.of(isComplete ? Files.readAllBytes(complete) : Json.bytes(json));
    } catch (IOException e) {
      throw new ModelException(complete + ": cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(folder + ": the tokenizer is refused: " + e.getMessage(), e);
    }
    try {
      int highest = highest(json.path("model").path("vocab"), added);
      check(folder, tokens, added, highest, rows);
      Map<Integer, String> special = new HashMap<>();
      added.stream().filter(AddedToken::special).forEach(t -> special.put(t.id(), t.content()));
      return new ModelTokenizer(tokens, special, highest + 1);
    } catch (RuntimeException | Error e) {
      tokens.close();
      throw e;
    }
  }

  private static ObjectNode pieced(Path folder) {
    boolean vocabulary = Files.exists(folder.resolve(QwenTokenizer.VOCABULARY));
    boolean merges = Files.exists(folder.resolve(QwenTokenizer.MERGES));
    if (vocabulary && merges) {
      return QwenTokenizer.json(folder);
    }
    if (Files.exists(folder.resolve(SENTENCE_PIECE))) {
      throw new ModelException(
          folder
              + ": has a SentencePiece tokenizer ("
              + SENTENCE_PIECE
              + ") and no "
              + COMPLETE
              + ". Convert it once, where Python has transformers, with\n"
              + "  python -c \"from transformers import AutoTokenizer as T;"
              + " T.from_pretrained('.', use_fast=True).save_pretrained('.')\"\n"
              + "in that folder, or copy the "
              + COMPLETE
              + " that the language model was published with");
    }
    throw new ModelException(
        folder
            + ": has no tokenizer; looked for "
            + COMPLETE
            + ", for "
            + QwenTokenizer.VOCABULARY
            + (vocabulary ? " (found)" : "")
            + " with "
            + QwenTokenizer.MERGES
            + (merges ? " (found)" : "")
            + ", and for "
            + SENTENCE_PIECE);
  }

  /** Vocabularies are objects of ids, or (Unigram) lists whose places are the ids. */
  private static int highest(JsonNode vocabulary, List<AddedToken> added) {
    int highest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        highest = Math.max(highest, id.intValue());
      }
    }
    for (AddedToken token : added) {
      highest = Math.max(highest, token.id());
    }
    return highest;
  }

  private static void check(
      Path folder, HuggingFaceTokens tokens, List<AddedToken> added, int highest, int rows) {
    List<String> problems = new ArrayList<>();
    if (highest >= rows) {
      problems.add(
          "its ids go up to " + highest + ", but the model's embedding has " + rows + " rows");
    }
    for (AddedToken token : added) {
      int[] ids = tokens.ids(token.content());
      if (ids.length != 1 || ids[0] != token.id()) {
        problems.add(
            "the added token "
                + token.content()
                + " must have the id "
                + token.id()
                + ", but becomes "
                + Arrays.toString(ids)
                + " (added tokens must follow the vocabulary without a gap)");
      }
    }
    for (String token : List.of(SpecialTokens.IM_START, SpecialTokens.IM_END)) {
      int[] ids = tokens.ids(token);
      if (ids.length != 1) {
        problems.add(
            "the chat template needs the token "
                + token
                + ", but the tokenizer cuts it into "
                + ids.length);
      }
    }
    if (!problems.isEmpty()) {
      throw ModelException.of(folder + ": the tokenizer is not that of an Oryx model:", problems);
    }
  }

  /** The ids of a text on its own; a special token's spelling becomes that token. */
  public int[] ids(String text) {
    return tokens.ids(text);
  }

  /** The id of a token that is added to the vocabulary, or -1. */
  public int id(String token) {
    int[] ids = tokens.ids(token);
    return ids.length == 1 ? ids[0] : -1;
  }

  /**
   * The text of ids.
   *
   * @param withoutSpecial leaves special tokens out
   */
  public String decode(int[] ids, boolean withoutSpecial) {
    return tokens.decode(ids, withoutSpecial);
  }

  /**
   * How many ids there are, counted from 0 to the highest. The reference cuts embedding and head to
   * so many rows, so that no id beyond them is ever generated.
   */
  public int size() {
    return size;
  }

  /** Whether decoding may leave an id out. */
  public boolean isSpecial(int id) {
    return special.containsKey(id);
  }

  /** SHA-256 of the {@code tokenizer.json} that is used, in hexadecimal digits. */
  public String digest() {
    return tokens.digest();
  }

  @Override
  public void close() {
    tokens.close();
  }
}
