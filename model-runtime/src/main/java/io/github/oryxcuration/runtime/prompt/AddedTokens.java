package io.github.oryxcuration.runtime.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The added tokens of a folder without {@code tokenizer.json}: those of {@code
 * tokenizer_config.json} ({@code added_tokens_decoder}), and those of {@code added_tokens.json},
 * which older folders have; in the order of their ids.
 */
final class AddedTokens {
  private final SortedMap<Integer, AddedToken> byId = new TreeMap<>();
  private final Set<String> special = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private AddedTokens() {}

  static List<AddedToken> read(Path folder) {
    AddedTokens tokens = new AddedTokens();
    Path config = folder.resolve("tokenizer_config.json");
    Path names = folder.resolve("special_tokens_map.json");
    Path older = folder.resolve("added_tokens.json");
    if (Files.exists(names)) {
      tokens.readSpecialNames(JsonFiles.object(names));
    }
    if (Files.exists(config)) {
      JsonNode json = JsonFiles.object(config);
      tokens.readSpecialNames(json);
      tokens.readDecoder(json.path("added_tokens_decoder"));
    }
    if (Files.exists(older)) {
      tokens.readIds(JsonFiles.object(older));
    }
    if (!tokens.problems.isEmpty()) {
      throw ModelException.of(folder + ": the added tokens are not usable:", tokens.problems);
    }
    return List.copyOf(tokens.byId.values());
  }

  /** {@code eos_token} and its like, each a text or an object with the text in it. */
  private void readSpecialNames(JsonNode json) {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (entry.getKey().endsWith("_token")) {
        addName(entry.getValue());
      } else if (entry.getKey().equals("additional_special_tokens")) {
        entry.getValue().forEach(this::addName);
      }
    }
  }

  private void addName(JsonNode token) {
    String name = token.isObject() ? token.path("content").asText() : token.asText();
    if (!token.isNull() && !name.isEmpty()) {
      special.add(name);
    }
  }

  private void readDecoder(JsonNode decoder) {
    for (Map.Entry<String, JsonNode> entry : decoder.properties()) {
      String id = entry.getKey();
      if (!id.matches("\\d{1,9}") || !entry.getValue().path("content").isTextual()) {
        problems.add(
            "tokenizer_config.json: added_tokens_decoder must map ids to objects with a content,"
                + " but maps \""
                + id
                + "\" to "
                + JsonFiles.kind(entry.getValue()));
      } else {
        add(AddedToken.of(entry.getValue(), Integer.parseInt(id)));
      }
    }
  }

  private void readIds(JsonNode ids) {
    for (Map.Entry<String, JsonNode> entry : ids.properties()) {
      String content = entry.getKey();
      JsonNode id = entry.getValue();
      if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
        problems.add(
            "added_tokens.json: must map tokens to ids, but maps \""
                + content
                + "\" to "
                + JsonFiles.kind(id));
      } else if (!byId.containsKey(id.intValue())
          || !byId.get(id.intValue()).content().equals(content)) {
        add(AddedToken.plain(content, id.intValue(), special.contains(content)));
      }
    }
  }

  private void add(AddedToken token) {
    AddedToken other = byId.putIfAbsent(token.id(), token);
    if (token.content().isEmpty()) {
      problems.add("the token with id " + token.id() + " is empty");
    } else if (other != null) {
      problems.add(
          "id "
              + token.id()
              + " is given to both \""
              + other.content()
              + "\" and \""
              + token.content()
              + "\"");
    }
  }
}
