package io.github.oryxcuration.runtime.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code tokenizer.json} that a folder with {@code vocab.json} and {@code merges.txt} stands
 * for: Qwen2's byte-level BPE ({@code tokenization_qwen2.py} of Hugging Face transformers 4.39).
 */
public final class QwenTokenizer {
  static final String VOCABULARY = "vocab.json";
  static final String MERGES = "merges.txt";

  /** How texts are cut into words before bytes are merged within them. */
  private static final String WORDS =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
          + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final int MOST_PROBLEMS = 10;

  private QwenTokenizer() {}

  /**
   * Puts the tokenizer together.
   *
   * @throws ModelException if a file is damaged, or the two contradict each other
   */
  public static ObjectNode json(Path folder) {
    ObjectNode vocabulary = JsonFiles.object(folder.resolve(VOCABULARY));
    checkIds(folder.resolve(VOCABULARY), vocabulary);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    AddedTokens.read(folder).forEach(token -> added.add(token.json()));
    json.putObject("normalizer").put("type", "NFC");
    ArrayNode cuts =
        json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    ObjectNode words = cuts.addObject().put("type", "Split");
    words.putObject("pattern").put("Regex", WORDS);
    words.put("behavior", "Isolated").put("invert", false);
    byteLevel(cuts.addObject());
    byteLevel(json.putObject("post_processor"));
    byteLevel(json.putObject("decoder"));
    ObjectNode model = json.putObject("model").put("type", "BPE").putNull("dropout");
    model.putNull("unk_token").put("continuing_subword_prefix", "");
    model.put("end_of_word_suffix", "").put("fuse_unk", false).put("byte_fallback", false);
    model.set("vocab", vocabulary);
    ArrayNode merges = model.putArray("merges");
    merges(folder.resolve(MERGES), vocabulary).forEach(merges::add);
    return json;
  }

  private static void byteLevel(ObjectNode step) {
    step.put("type", "ByteLevel").put("add_prefix_space", false);
    step.put("trim_offsets", false).put("use_regex", false);
  }

  private static void checkIds(Path file, ObjectNode vocabulary) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      JsonNode id = entry.getValue();
      if (problems.size() < MOST_PROBLEMS
          && !(id.isIntegralNumber() && id.canConvertToInt() && id.intValue() >= 0)) {
        problems.add(entry.getKey() + " has " + JsonFiles.kind(id));
      }
    }
    if (!problems.isEmpty()) {
      throw ModelException.of(file + ": every token must have an id:", problems);
    }
  }

  /** The merges in their order of rank, each {@code left right}. */
  private static List<String> merges(Path file, ObjectNode vocabulary) {
    List<String> merges = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    String[] lines = text(file).split("\n", -1);
    for (int i = 0; i < lines.length && problems.size() < MOST_PROBLEMS; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || (i == 0 && line.startsWith("#version:"))) {
        continue;
      }
      String[] parts = line.split(" ", -1);
      if (parts.length != 2) {
        problems.add(
            "line " + (i + 1) + " must be two tokens with a blank between, but is " + line);
      } else if (!vocabulary.has(parts[0])
          || !vocabulary.has(parts[1])
          || !vocabulary.has(parts[0] + parts[1])) {
        problems.add("line " + (i + 1) + " merges what " + VOCABULARY + " does not know: " + line);
      }
      merges.add(line);
    }
    if (!problems.isEmpty()) {
      throw ModelException.of(file + ": is damaged, or of another model:", problems);
    }
    return merges;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
