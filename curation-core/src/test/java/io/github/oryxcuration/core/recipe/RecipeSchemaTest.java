package io.github.oryxcuration.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeSchemaTest {
  private static final JsonNode SCHEMA = schema();

  @Test
  void the_shipped_file_is_the_schema_of_the_keys() throws Exception {
    Path anew = Files.writeString(Path.of("target", RecipeSchema.RESOURCE), RecipeSchema.text());
    try (InputStream in = RecipeSchema.class.getResourceAsStream(RecipeSchema.RESOURCE)) {
      assertThat(in).as("resource %s", RecipeSchema.RESOURCE).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .as("the keys have changed; copy %s over the resource", anew.toAbsolutePath())
          .isEqualTo(RecipeSchema.text());
    }
  }

  @Test
  void the_reader_takes_exactly_the_keys_of_the_schema() {
    assertThat(keys(SCHEMA)).isEqualTo(accepted("", ""));
    for (String section : List.of("mix", "trainer", "media", "shards")) {
      assertThat(keys(SCHEMA.at("/properties/" + section)))
          .isEqualTo(accepted(section + ": {", "}"));
    }
    assertThat(keys(SCHEMA.at("/properties/sources/items")))
        .isEqualTo(accepted("sources: [{", "}]"));
  }

  /** What the reader itself names as allowed where it meets a key that it does not know. */
  private static List<String> accepted(String before, String after) {
    String yaml = before + "zzzzzzzz: 1" + after;
    try {
      RecipeReader.create().withEnvironment(Map.of()).withoutFileChecks().parse("r", yaml);
    } catch (RecipeException e) {
      for (RecipeProblem problem : e.problems()) {
        if (problem.message().startsWith("unknown key")) {
          String message = problem.message();
          return List.of(message.substring(message.indexOf("allowed: ") + 9).split(", "));
        }
      }
    }
    throw new AssertionError("the reader took an unknown key in: " + yaml);
  }

  @Test
  void the_words_of_the_schema_are_the_constants_of_the_enums() {
    assertThat(words("/properties/mix/properties/by")).containsExactly("samples", "tokens");
    assertThat(words("/properties/ledger")).containsExactly("losses", "full");
    assertThat(words("/properties/stage")).containsExactly("alignment", "sft", "joint");
    assertThat(words("/properties/trainer/properties/over_budget"))
        .containsExactly("drop", "fewer_frames", "keep");
    assertThat(words("/properties/media/properties/check")).containsExactly("header", "decode");
    assertThat(words("/properties/media/properties/links")).containsExactly("within", "follow");
    assertThat(words("/properties/media/properties/fit")).containsExactly("stretch", "pad", "keep");
    assertThat(words("/properties/media/properties/corrupt_tail"))
        .containsExactly("keep_frames", "quarantine");
    assertThat(words("/properties/shards/properties/compression"))
        .containsExactly("none", "snappy", "zstd");
    assertThat(words("/properties/sources/items/properties/multi_image_turn"))
        .containsExactly("split", "drop");
  }

  @Test
  void every_key_is_described_and_defaults_hold_where_a_recipe_has_no_key() {
    JsonNode canonical =
        RecipeJson.tree(
            RecipeReader.create()
                .withFormats(StubFormat.ALL)
                .withoutFileChecks()
                .parse("/r", "name: n\nsources: [{name: a, format: llava, files: f}]"));
    defaults(SCHEMA, canonical);
    for (String section : List.of("mix", "trainer", "media", "shards")) {
      defaults(SCHEMA.at("/properties/" + section), canonical.get(section));
    }
    defaults(SCHEMA.at("/properties/sources/items"), canonical.at("/sources/0"));
  }

  private static void defaults(JsonNode schema, JsonNode canonical) {
    schema
        .get("properties")
        .properties()
        .forEach(
            property -> {
              assertThat(property.getValue().path("description").asText())
                  .as(property.getKey())
                  .endsWith(".");
              JsonNode fallback = property.getValue().get("default");
              if (fallback != null && !property.getKey().equals("stage")) {
                Object holds = canonical.get(property.getKey()).asText();
                Object stated =
                    property.getKey().endsWith("bytes")
                        ? String.valueOf(
                            ScalarValue.parse(new RecipeKey.Size(1), fallback.asText()))
                        : fallback.asText();
                assertThat(holds).as(property.getKey()).isEqualTo(stated);
              }
            });
  }

  private static List<String> keys(JsonNode schema) {
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    List<String> keys = new ArrayList<>();
    schema.get("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<String> words(String pointer) {
    List<String> words = new ArrayList<>();
    SCHEMA.at(pointer).at("/anyOf/0/enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(RecipeSchema.text());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("the schema is no JSON", e);
    }
  }
}
