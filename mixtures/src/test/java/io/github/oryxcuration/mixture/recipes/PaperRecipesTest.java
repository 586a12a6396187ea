package io.github.oryxcuration.mixture.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeJson;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.recipe.TrainerSpec.OverBudget;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.FileNotFoundException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaperRecipesTest {
  private static final RecipeReader READER =
      RecipeReader.create().withoutFileChecks().withEnvironment(Map.of("DATA", "/mnt"));

  @Test
  void alignment_scales_558k_captions_to_768_squared() throws Exception {
    Recipe recipe = read("stage1-alignment");
    assertThat(recipe.trainer())
        .isEqualTo(new TrainerSpec(8192, OverBudget.DROP, 1280, 768, 288, 480, 1, 64));
    assertThat(recipe.sources()).extracting(SourceSpec::name).containsExactly("llava-558k");
    assertThat(recipe.sources().get(0).files())
        .containsExactly("/mnt/llava-558k/blip_laion_cc_sbu_558k.json");
  }

  @Test
  void image_fine_tuning_takes_pictures_up_to_1280_squared() throws Exception {
    Recipe recipe = read("stage1-sft");
    assertThat(recipe.trainer())
        .isEqualTo(new TrainerSpec(8192, OverBudget.DROP, 1280, 0, 288, 480, 1, 64));
    assertThat(recipe.sources())
        .extracting(SourceSpec::format)
        .containsExactly("llava-next", "cauldron", "cambrian");
    assertThat(779_289 + 1_900_000 + most(recipe)).isEqualTo(4_100_000);
  }

  @Test
  void stage_two_joins_600k_pictures_with_videos() throws Exception {
    Recipe recipe = read("stage2");
    assertThat(recipe.trainer())
        .isEqualTo(new TrainerSpec(16384, OverBudget.DROP, 1536, 0, 288, 480, 1, 64));
    assertThat(recipe.sources())
        .extracting(SourceSpec::format)
        .containsExactly(
            "llava-next",
            "cauldron",
            "cambrian",
            "vcg-plus",
            "sharegpt4video",
            "llava-hound",
            "cinepile",
            "nextqa",
            "perception-test");
    assertThat(most(recipe)).isEqualTo(600_000 + 400_000);
  }

  @Test
  void the_sources_to_come_fit_in_as_they_stand_in_the_comments() throws Exception {
    String joined = PaperRecipes.text("stage2").replaceAll("(?m)^  # (- name:|  [a-z]+: )", "  $1");
    Recipe recipe = READER.parse("/recipes/stage2.yaml", joined);
    assertThat(recipe.sources()).hasSize(11);
    assertThat(recipe.source("needles").take()).isEqualTo(30_000);
    assertThat(recipe.source("scanqa").format()).isEqualTo("shards");
  }

  @Test
  void every_recipe_names_the_schema_and_is_the_same_wherever_the_data_lies() throws Exception {
    for (String name : PaperRecipes.NAMES) {
      String text = PaperRecipes.text(name);
      assertThat(text).startsWith("# yaml-language-server: $schema=recipe.schema.json\n");
      Recipe elsewhere = READER.withEnvironment(Map.of()).parse("/r/r.yaml", text);
      assertThat(elsewhere.sources().get(0).files().get(0)).startsWith("/data/");
      assertThat(RecipeJson.digest(elsewhere)).isEqualTo(RecipeJson.digest(read(name)));
    }
  }

  @Test
  void without_the_data_every_missing_file_is_named() throws Exception {
    RecipeReader reader = RecipeReader.create().withEnvironment(Map.of());
    String text = PaperRecipes.text("stage1-alignment").replace("/data", "/no/such/folder");
    assertThatThrownBy(() -> reader.parse("r.yaml", text))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            """
            r.yaml:20:12: files: no such file: ${DATA:-/no/such/folder}/llava-558k/\
            blip_laion_cc_sbu_558k.json (/no/such/folder/llava-558k/blip_laion_cc_sbu_558k.json)
            r.yaml:21:17: media_root: no such folder: ${DATA:-/no/such/folder}/llava-558k/images \
            (/no/such/folder/llava-558k/images)""");
  }

  @Test
  void an_unknown_name_tells_the_known_ones() {
    assertThatThrownBy(() -> PaperRecipes.text("stage3"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("no recipe is called stage3; there are stage1-alignment, stage1-sft, stage2");
  }

  private static Recipe read(String name) throws Exception {
    return READER.parse("/recipes/" + name + ".yaml", PaperRecipes.text(name));
  }

  private static long most(Recipe recipe) {
    return recipe.sources().stream()
        .map(SourceSpec::max)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }
}
