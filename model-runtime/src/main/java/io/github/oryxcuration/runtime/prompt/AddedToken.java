package io.github.oryxcuration.runtime.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A token that is found in texts before anything else is cut.
 *
 * @param special whether decoding may leave it out
 * @param normalized whether it is sought in the normalised text
 */
record AddedToken(
    String content,
    int id,
    boolean special,
    boolean normalized,
    boolean singleWord,
    boolean leftStrip,
    boolean rightStrip) {

  /** As Hugging Face takes a token of which nothing but its id is stated. */
  static AddedToken plain(String content, int id, boolean special) {
    return new AddedToken(content, id, special, !special, false, false, false);
  }

  /** As {@code tokenizer.json} and {@code tokenizer_config.json} write it. */
  static AddedToken of(JsonNode json, int id) {
    boolean special = json.path("special").booleanValue();
    return new AddedToken(
        json.path("content").asText(),
        id,
        special,
        json.path("normalized").asBoolean(!special),
        json.path("single_word").booleanValue(),
        json.path("lstrip").booleanValue(),
        json.path("rstrip").booleanValue());
  }

  /** As {@code tokenizer.json} writes it. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("content", content)
        .put("single_word", singleWord)
        .put("lstrip", leftStrip)
        .put("rstrip", rightStrip)
        .put("normalized", normalized)
        .put("special", special);
  }
}
