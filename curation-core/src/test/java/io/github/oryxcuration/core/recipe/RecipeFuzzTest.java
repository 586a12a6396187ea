package io.github.oryxcuration.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecipeFuzzTest {
  private static final int CASES = 2000;
  private static final String YAML =
      """
      # yaml-language-server: $schema=recipe.schema.json
      name: fuzz
      seed: 7
      total: 1000
      mix: {by: tokens, temperature: 1.5}
      tokenizer: ${TOK:-}
      stage: sft
      trainer:
        max_tokens: 8192
        fps: 1
      media: {root: m, max_bytes: 64MiB, fit: pad}
      shards:
        bytes: 500MB
      sources:
        - name: a
          format: llava
          files: [x/*.json, "${DATA:-/data}/y.json"]
          share: 0.5
          template: |
            {question}
        - name: b
          format: vcg-plus
          files: z
          max: 5
          options: {order: no}
      """;
  private static final String[] PIECES = {
    ":",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "${",
    "}",
    "\"",
    "'",
    "#",
    "&a",
    "*a",
    "!!str ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "~",
    "null",
    "true",
    "no",
    "0x1F",
    "1e999",
    "-1",
    ".inf",
    "010",
    "1_0",
    "---",
    "...",
    "<<",
    "?",
    "\t",
    "\r",
    "\u0000",
    "\uFEFF",
    "\uD83D",
    "\uDE00",
    "\u2028",
    "é",
    "99999999999999999999",
    "5 EB",
    "name",
    "sources",
    "take",
    "$${",
    "${:-}",
    "://",
    "*",
    "\\"
  };

  @Test
  void two_thousand_mutated_recipes_give_a_recipe_or_a_list_of_problems() {
    RecipeReader reader =
        RecipeReader.create()
            .withFormats(StubFormat.ALL)
            .withoutFileChecks()
            .withEnvironment(Map.of());
    reader.parse("/r/r.yaml", YAML);
    int recipes = 0;
    int refused = 0;
    for (int seed = 0; seed < CASES; seed++) {
      String mutated = mutated(new Random(seed * 0x9E3779B97F4A7C15L));
      try {
        assertThat(RecipeJson.digest(reader.parse("/r/r.yaml", mutated))).hasSize(64);
        recipes++;
      } catch (RecipeException e) {
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " of\n" + mutated, e);
      }
    }
    assertThat(recipes + refused).isEqualTo(CASES);
    assertThat(recipes).isGreaterThan(50);
    assertThat(refused).isGreaterThan(1000);
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(YAML);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        default -> text.setCharAt(at, (char) random.nextInt(0x250));
      }
    }
    return random.nextInt(20) == 0 ? text.substring(0, random.nextInt(text.length())) : text + "";
  }
}
