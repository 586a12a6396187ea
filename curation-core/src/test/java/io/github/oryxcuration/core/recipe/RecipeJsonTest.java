package io.github.oryxcuration.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeJsonTest {
  private static final String YAML =
      """
      name: by ${WHO:-nobody}
      seed: ${SEED:-3}
      total: 100
      tokenizer: ${TOK:-tok/tokenizer.json}
      media: {root: "${DATA:-/data}/media"}
      sources:
        - name: b
          format: vcg-plus
          files: [two.json, one-*.json]
          share: 0.5
          options: {order: "${API_KEY:-none}", fps_hint: 2}
        - name: a
          format: llava
          files: "${DATA:-/data}/a.json"
          root: ${DATA:-/data}
          media_root: .
          take: 5
          template: "Q: {question}\\n"
      """;

  @Test
  void the_canonical_form_has_every_value_sorted_sources_and_texts_as_written() {
    assertThat(RecipeJson.canonical(read(YAML, Map.of("API_KEY", "sk-12345"))))
        .isEqualTo(
            "{\"name\":\"by ${WHO:-nobody}\",\"seed\":3,\"total\":100,"
                + "\"mix\":{\"by\":\"samples\",\"temperature\":1.0},\"allowed_loss\":0.01,"
                + "\"ledger\":\"losses\",\"tokenizer\":\"${TOK:-tok/tokenizer.json}\","
                + "\"trainer\":{\"max_tokens\":16384,\"over_budget\":\"drop\","
                + "\"image_max_side\":1536,\"image_base_side\":0,\"frame_min_side\":288,"
                + "\"frame_max_side\":480,\"fps\":1.0,\"max_frames\":64},"
                + "\"media\":{\"check\":\"decode\",\"links\":\"within\",\"max_pixels\":89478485,"
                + "\"max_bytes\":8000000000,\"max_seconds\":600,\"max_frames\":1000000,"
                + "\"limit_side\":0,\"fit\":\"stretch\",\"corrupt_tail\":\"quarantine\","
                + "\"jpeg_quality\":95},"
                + "\"shards\":{\"bytes\":500000000,\"row_group_bytes\":64000000,"
                + "\"compression\":\"zstd\"},"
                + "\"sources\":[{\"name\":\"a\",\"format\":\"llava\","
                + "\"files\":[\"${DATA:-/data}/a.json\"],\"root\":\"${DATA:-/data}\","
                + "\"media_root\":\".\",\"take\":5,\"epochs\":1.0,"
                + "\"template\":\"Q: {question}\\n\",\"multi_image_turn\":\"split\"},"
                + "{\"name\":\"b\",\"format\":\"vcg-plus\","
                + "\"files\":[\"one-*.json\",\"two.json\"],"
                + "\"media_root\":\"${DATA:-/data}/media\",\"share\":0.5,\"epochs\":1.0,"
                + "\"multi_image_turn\":\"split\","
                + "\"options\":{\"fps_hint\":\"2\",\"order\":\"${API_KEY:-none}\"}}]}");
  }

  @Test
  void the_canonical_form_is_a_recipe_and_reads_back_as_itself() {
    Recipe recipe = read(YAML, Map.of());
    Recipe again = read(RecipeJson.canonical(recipe), Map.of());
    assertThat(RecipeJson.canonical(again)).isEqualTo(RecipeJson.canonical(recipe));
    assertThat(RecipeJson.digest(again)).isEqualTo(RecipeJson.digest(recipe));
    assertThat(again.source("a")).isEqualTo(recipe.source("a"));
  }

  @Test
  void the_order_of_sources_files_and_keys_changes_nothing() {
    String other =
        """
        sources:
          - template: "Q: {question}\\n"
            take: 5
            media_root: .
            root: ${DATA:-/data}
            files: ["${DATA:-/data}/a.json"]
            format: llava
            name: a
          - name: b
            options: {fps_hint: 2, order: "${API_KEY:-none}"}
            share: 0.5
            files: [one-*.json, two.json]
            format: vcg-plus
        media: {root: "${DATA:-/data}/media"}
        tokenizer: ${TOK:-tok/tokenizer.json}
        total: 1e2
        seed: ${SEED:-3}
        name: by ${WHO:-nobody}
        """;
    assertThat(RecipeJson.canonical(read(other, Map.of())))
        .isEqualTo(RecipeJson.canonical(read(YAML, Map.of())));
    assertThat(RecipeJson.digest(read(other, Map.of())))
        .isEqualTo(RecipeJson.digest(read(YAML, Map.of())))
        .hasSize(64);
  }

  @Test
  void the_digest_follows_values_but_neither_places_nor_secrets() {
    String digest = RecipeJson.digest(read(YAML, Map.of()));
    assertThat(RecipeJson.digest(read(YAML, Map.of("DATA", "/mnt", "TOK", "/t.json"))))
        .isEqualTo(digest);
    assertThat(RecipeJson.digest(read(YAML, Map.of("SEED", "4")))).isNotEqualTo(digest);
    assertThat(RecipeJson.digest(read(YAML, Map.of("WHO", "me")))).isNotEqualTo(digest);
    assertThat(RecipeJson.digest(read(YAML, Map.of("API_KEY", "first"))))
        .isEqualTo(RecipeJson.digest(read(YAML, Map.of("API_KEY", "second"))));
  }

  @Test
  void no_text_about_a_recipe_shows_a_secret() {
    Recipe recipe = read(YAML, Map.of("API_KEY", "sk-12345"));
    assertThat(recipe.source("b").options()).containsEntry("order", "sk-12345");
    assertThat(recipe + " " + recipe.sources() + recipe.written() + recipe.secrets())
        .doesNotContain("sk-12345");
    assertThat(recipe.secrets().redact("GET /x?k=sk-12345 failed"))
        .isEqualTo("GET /x?k=${API_KEY} failed");
    assertThat(recipe.secrets().names()).containsExactly("API_KEY");
  }

  @Test
  void a_secret_within_another_one_is_redacted_after_it_and_short_ones_are_left() {
    Secrets secrets = new Secrets(Map.of("A_KEY", "abcd", "B_KEY", "abcdef", "C_KEY", "x"));
    assertThat(secrets.redact("abcdef abcd x")).isEqualTo("${B_KEY} ${A_KEY} x");
  }

  @Test
  void a_recipe_made_in_java_shows_its_values() {
    Recipe read = read(YAML, Map.of());
    Recipe made =
        new Recipe(
            "made",
            1,
            0,
            Recipe.MixBy.SAMPLES,
            1,
            0,
            Recipe.LedgerMode.LOSSES,
            "",
            read.trainer(),
            read.media(),
            read.shards(),
            List.of(read.source("a")));
    assertThat(RecipeJson.tree(made).at("/sources/0/files/0").asText()).isEqualTo("/data/a.json");
    assertThat(RecipeJson.tree(made).at("/name").asText()).isEqualTo("made");
  }

  @Test
  void a_recipe_survives_serialisation() throws Exception {
    Recipe recipe = read(YAML, Map.of("API_KEY", "sk-12345"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(recipe);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(recipe);
    }
  }

  private static Recipe read(String yaml, Map<String, String> environment) {
    return RecipeReader.create()
        .withFormats(StubFormat.ALL)
        .withoutFileChecks()
        .withEnvironment(environment)
        .parse("/r/r.yaml", yaml);
  }
}
