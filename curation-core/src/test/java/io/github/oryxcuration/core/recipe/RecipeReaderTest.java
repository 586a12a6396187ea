package io.github.oryxcuration.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeReaderTest {
  private static final RecipeReader READER =
      RecipeReader.create()
          .withFormats(StubFormat.ALL)
          .withoutFileChecks()
          .withEnvironment(
              Map.of("DATA", "/big", "HF_TOKEN", "hf_s3cr3t", "EMPTY", "", "SEED", "42"));

  @Test
  void a_recipe_of_name_and_one_source_gets_the_documented_defaults() {
    Recipe recipe =
        parse(
            """
            name: smallest
            sources:
              - name: llava
                format: llava
                files: ann/*.json
            """);
    assertThat(recipe)
        .isEqualTo(
            new Recipe(
                "smallest",
                0,
                0,
                Recipe.MixBy.SAMPLES,
                1.0,
                0.01,
                Recipe.LedgerMode.LOSSES,
                "",
                new TrainerSpec(16384, TrainerSpec.OverBudget.DROP, 1536, 0, 288, 480, 1.0, 64),
                new MediaSpec(
                    MediaSpec.Check.DECODE,
                    MediaSpec.Links.WITHIN,
                    89_478_485,
                    8_000_000_000L,
                    600,
                    1_000_000,
                    0,
                    MediaSpec.Fit.STRETCH,
                    MediaSpec.CorruptTail.QUARANTINE,
                    95),
                new ShardSpec(500_000_000, 64_000_000, ShardSpec.Compression.ZSTD),
                List.of(
                    new SourceSpec(
                        "llava",
                        "llava",
                        List.of("/r/ann/*.json"),
                        "/r/ann",
                        "",
                        "",
                        "",
                        "",
                        null,
                        null,
                        1.0,
                        null,
                        null,
                        "",
                        SourceSpec.MultiImageTurn.SPLIT,
                        Map.of())),
                new Written(
                    Map.of("sources.llava.files.0", new Written.Text("ann/*.json", false)),
                    Secrets.NONE,
                    "/r")));
  }

  @Test
  void every_key_reaches_its_place() {
    Recipe recipe =
        parse(
            """
            name: 'all keys'
            seed: -7
            total: 1_000
            mix: {by: tokens, temperature: 2}
            allowed_loss: 0.5
            ledger: full
            tokenizer: tok/tokenizer.json
            stage: alignment
            trainer:
              over_budget: fewer_frames
              fps: 0.5
              max_frames: 8
            media:
              root: media
              check: decode
              links: follow
              max_pixels: 1e6
              max_bytes: 64MiB
              max_seconds: 5
              max_frames: 100
              limit_side: 1536
              fit: pad
              corrupt_tail: keep_frames
              jpeg_quality: 90
            shards: {bytes: 1.5 GB, row_group_bytes: 100MB, compression: none}
            sources:
              - name: vcg-plus_112K.v1
                format: vcg-plus
                files: [/abs/a.json, ../up/b.json]
                root: .
                media_root: videos/
                media_map: map.json
                license: CC BY 4.0
                task: qa
                share: 0.25
                epochs: 1.5
                min: 0
                max: 10
                template: |
                  {question}
                  {options}
                multi_image_turn: drop
                options: {fps_hint: 010, order: no}
              - name: no
                format: llava
                files: gs://bucket/x/*.json
                take: 5
            """);
    assertThat(recipe)
        .usingRecursiveComparison()
        .ignoringFields("written")
        .isEqualTo(
            new Recipe(
                "all keys",
                -7,
                1000,
                Recipe.MixBy.TOKENS,
                2,
                0.5,
                Recipe.LedgerMode.FULL,
                "/r/tok/tokenizer.json",
                new TrainerSpec(
                    8192, TrainerSpec.OverBudget.FEWER_FRAMES, 1280, 768, 288, 480, 0.5, 8),
                new MediaSpec(
                    MediaSpec.Check.DECODE,
                    MediaSpec.Links.FOLLOW,
                    1_000_000,
                    64L << 20,
                    5,
                    100,
                    1536,
                    MediaSpec.Fit.PAD,
                    MediaSpec.CorruptTail.KEEP_FRAMES,
                    90),
                new ShardSpec(1_500_000_000, 100_000_000, ShardSpec.Compression.NONE),
                List.of(
                    new SourceSpec(
                        "vcg-plus_112K.v1",
                        "vcg-plus",
                        List.of("/abs/a.json", "/up/b.json"),
                        "/r",
                        "/r/videos",
                        "/r/map.json",
                        "CC BY 4.0",
                        "qa",
                        null,
                        0.25,
                        1.5,
                        0L,
                        10L,
                        "{question}\n{options}\n",
                        SourceSpec.MultiImageTurn.DROP,
                        Map.of("fps_hint", "010", "order", "no")),
                    new SourceSpec(
                        "no",
                        "llava",
                        List.of("gs://bucket/x/*.json"),
                        "gs://bucket/x",
                        "/r/media",
                        "",
                        "",
                        "",
                        5L,
                        null,
                        1,
                        null,
                        null,
                        "",
                        SourceSpec.MultiImageTurn.SPLIT,
                        Map.of()))));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file() {
    refused(
        """
        name: broken
        sead: 1
        mix:
          temprature: 0
        tokeniser: x.json
        trainer:
          max-tokens: 8192
          maxFrames: 0
          share: 3
        sources:
          - name: a b
            format: lava
            files: []
            take: -5
          - format: nextqa
            files: x.csv
        """,
        "r.yaml:2:1: unknown key \"sead\" in the recipe; did you mean \"seed\"?; allowed: name, seed,"
            + " total, mix, allowed_loss, ledger, tokenizer, stage, trainer, media, shards, sources",
        "r.yaml:4:3: unknown key \"temprature\" in mix; did you mean \"temperature\"?; allowed: by,"
            + " temperature",
        "r.yaml:5:1: unknown key \"tokeniser\" in the recipe; did you mean \"tokenizer\"?; allowed:"
            + " name, seed, total, mix, allowed_loss, ledger, tokenizer, stage, trainer, media,"
            + " shards, sources",
        "r.yaml:7:3: unknown key \"max-tokens\" in trainer; did you mean \"max_tokens\"?; allowed:"
            + " max_tokens, over_budget, image_max_side, image_base_side, frame_min_side,"
            + " frame_max_side, fps, max_frames",
        "r.yaml:8:3: unknown key \"maxFrames\" in trainer; did you mean \"max_frames\"?; allowed:"
            + " max_tokens, over_budget, image_max_side, image_base_side, frame_min_side,"
            + " frame_max_side, fps, max_frames",
        "r.yaml:9:3: unknown key \"share\" in trainer; it belongs in sources; allowed: max_tokens,"
            + " over_budget, image_max_side, image_base_side, frame_min_side, frame_max_side, fps,"
            + " max_frames",
        "r.yaml:11:11: name: found a b; allowed: letters, digits, '_', '-' and, not first, '.'",
        "r.yaml:12:13: format: found lava; allowed: llava, nextqa, vcg-plus; did you mean"
            + " \"llava\"?",
        "r.yaml:13:12: files: found an empty list; allowed: a path or glob, or a list of them",
        "r.yaml:14:11: take: found -5; allowed: a whole number >= 1",
        "r.yaml:15:5: missing key \"name\" in a source; it holds letters, digits, '_', '-' and, not first, '.'");
  }

  @Test
  void wrong_types_say_what_was_found() {
    refused(
        """
        name: [a]
        seed: "7"
        total: many
        mix: samples
        allowed_loss: 5%
        ledger: Full
        stage: sftt
        trainer:
        media:
          check:
          max_pixels: 3.5
          max_bytes: 5 apples
          jpeg_quality: {q: 1}
        shards: []
        sources:
          - name: a
            format: ~
            files: {a: b}
            options: [x]
          - just a text
        """,
        "r.yaml:1:7: name: found a list of 1; allowed: a text",
        "r.yaml:2:7: seed: found the quoted text \"7\"; allowed: a whole number",
        "r.yaml:3:8: total: found many; allowed: a whole number >= 0",
        "r.yaml:4:6: mix: found samples; allowed: a mapping of by, temperature",
        "r.yaml:5:15: allowed_loss: found 5%; allowed: a number >= 0 and <= 1",
        "r.yaml:6:9: ledger: found Full; allowed: one of losses, full; did you mean \"full\"?",
        "r.yaml:7:8: stage: found sftt; allowed: one of alignment, sft, joint; did you mean"
            + " \"sft\"?",
        "r.yaml:10:9: check: found nothing; allowed: one of header, decode",
        "r.yaml:11:15: max_pixels: found 3.5; allowed: a whole number >= 1",
        "r.yaml:12:14: max_bytes: found 5 apples; allowed: a size >= 1 bytes, like 500MB or 64MiB",
        "r.yaml:13:17: jpeg_quality: found a mapping; allowed: a whole number from 1 to 100",
        "r.yaml:14:9: shards: found an empty list; allowed: a mapping of bytes, row_group_bytes,"
            + " compression",
        "r.yaml:17:13: format: found nothing; allowed: the name of a source format",
        "r.yaml:18:12: files: found a mapping; allowed: a path or glob, or a list of them",
        "r.yaml:19:14: options: found a list of 1; allowed: a mapping of options",
        "r.yaml:20:5: a source: found just a text; allowed: a mapping of name, format, files, root,"
            + " media_root, media_map, license, task, take, share, epochs, min, max, template,"
            + " multi_image_turn, options");
  }

  @Test
  void impossible_numbers_are_refused() {
    refused(
        """
        name: numbers
        seed: 9223372036854775808
        total: -1
        mix: {temperature: 0}
        allowed_loss: 1.01
        trainer:
          max_tokens: 0
          fps: -1
          max_frames: 010
          image_max_side: 31
          frame_min_side: 500
        media:
          jpeg_quality: 101
          max_bytes: 0
          max_seconds: 3000000000
        shards:
          bytes: 1MB
          row_group_bytes: 2MB
        sources:
          - {name: a, format: llava, files: a, epochs: 0}
          - {name: b, format: llava, files: b, share: 1.5}
          - {name: c, format: llava, files: c, share: .nan}
        """,
        "r.yaml:2:7: seed: found 9223372036854775808; allowed: a whole number; the largest is"
            + " 9223372036854775807",
        "r.yaml:3:8: total: found -1; allowed: a whole number >= 0",
        "r.yaml:4:20: temperature: found 0; allowed: a number > 0",
        "r.yaml:5:15: allowed_loss: found 1.01; allowed: a number >= 0 and <= 1",
        "r.yaml:7:15: max_tokens: found 0; allowed: a whole number >= 1",
        "r.yaml:8:8: fps: found -1; allowed: a number > 0 and <= 1000",
        "r.yaml:9:15: max_frames: found 010; allowed: a whole number from 1 to 100000; YAML 1.1 takes"
            + " a leading zero for octal, so leave it out",
        "r.yaml:10:19: image_max_side: found 31; allowed: a whole number from 32 to 16384",
        "r.yaml:11:19: frame_min_side is 500 and frame_max_side is 480; allowed: frame_min_side <="
            + " frame_max_side",
        "r.yaml:13:17: jpeg_quality: found 101; allowed: a whole number from 1 to 100",
        "r.yaml:14:14: max_bytes: found 0; allowed: a size >= 1 bytes, like 500MB or 64MiB",
        "r.yaml:15:16: max_seconds: found 3000000000; allowed: a whole number >= 1; the largest is"
            + " 2147483647",
        "r.yaml:18:20: row_group_bytes is 2000000 and bytes is 1000000; allowed: row_group_bytes <="
            + " bytes",
        "r.yaml:20:48: epochs: found 0; allowed: a number > 0 and <= 1000000",
        "r.yaml:21:47: share: found 1.5; allowed: a number > 0 and <= 1",
        "r.yaml:22:47: share: found .nan; allowed: a number > 0 and <= 1");
  }

  @Test
  void counts_of_one_source_may_not_contradict_each_other_and_shares_add_up_to_one_at_most() {
    refused(
        """
        name: counts
        total: 100
        sources:
          - {name: a, format: llava, files: a, take: 5, share: 0.5}
          - {name: b, format: llava, files: b, max: 5, min: 6}
          - {name: c, format: llava, files: c, take: 5, min: 6}
          - {name: d, format: llava, files: d, max: 4, take: 5}
          - {name: e, format: llava, files: e, share: 0.5}
          - {name: f, format: llava, files: f, share: 0.1}
          - {name: g, format: llava, files: g, share: 0.1}
        """,
        "r.yaml:4:49: take and share of one source; allowed: one of the two",
        "r.yaml:5:48: min is 6 and max is 5; allowed: min <= max",
        "r.yaml:6:49: take is 5 and min is 6; allowed: min <= take",
        "r.yaml:7:48: take is 5 and max is 4; allowed: take <= max",
        "r.yaml:9:47: share: the shares add up to 1.1 here; allowed: at most 1");
  }

  @Test
  void ten_shares_of_a_tenth_are_one_although_their_doubles_are_not() {
    StringBuilder yaml = new StringBuilder("name: tenths\ntotal: 10\nsources:\n");
    for (int i = 0; i < 10; i++) {
      yaml.append("  - {name: s%d, format: llava, files: f%d, share: 0.1}\n".formatted(i, i));
    }
    assertThat(parse(yaml.toString()).sources()).hasSize(10);
  }

  @Test
  void names_files_and_keys_may_not_stand_twice() {
    refused(
        """
        name: n
        seed: 1
        seed: 1
        sources:
          - {name: a, format: llava, files: [x.json, ./x.json]}
          - name: a
            format: llava
            files: y
            options: {p: 1, p: 2}
        """,
        "r.yaml:3:1: the key \"seed\" stands here again; first in line 2",
        "r.yaml:5:46: files: ./x.json stands in the list already",
        "r.yaml:6:11: name: another source is called \"a\" already, in line 5",
        "r.yaml:9:15: unknown option \"p\" of format llava; allowed: none",
        "r.yaml:9:21: the key \"p\" stands here again");
  }

  @Test
  void a_source_may_not_be_called_like_a_folder_above() {
    refused(
        """
        name: n
        sources: [{name: .., format: llava, files: x}]
        """,
        "r.yaml:2:18: name: found ..; allowed: letters, digits, '_', '-' and, not first, '.'");
  }

  @Test
  void options_are_those_of_the_format() {
    refused(
        """
        name: n
        sources:
          - name: a
            format: vcg-plus
            files: x
            options:
              fps-hint: 3
              nested: {a: b}
        """,
        "r.yaml:7:7: unknown option \"fps-hint\" of format vcg-plus; did you mean \"fps_hint\"?;"
            + " allowed: fps_hint, order",
        "r.yaml:8:15: options.nested: found a mapping; allowed: a text, a number or a truth value");
  }

  @Test
  void paths_among_options_start_from_the_recipes_folder_and_stay_as_written_in_manifests() {
    Recipe recipe =
        READER
            .withFormats(List.of(new StubFormat("listed", Set.of("list_file", "word"))))
            .parse(
                "/r/r.yaml",
                """
                name: n
                sources:
                  - name: a
                    format: listed
                    files: x
                    options: {list_file: ../lists/a.txt, word: ../lists/a.txt}
                """);

    assertThat(recipe.sources().get(0).options())
        .isEqualTo(Map.of("list_file", "/lists/a.txt", "word", "../lists/a.txt"));
    assertThat(RecipeJson.tree(recipe).at("/sources/0/options").toString())
        .isEqualTo("{\"list_file\":\"../lists/a.txt\",\"word\":\"../lists/a.txt\"}");
  }

  @Test
  void templates_are_those_of_the_format() {
    refused(
        """
        name: n
        sources:
          - {name: a, format: nextqa, files: x, template: "What?\\n{options}"}
          - {name: b, format: nextqa, files: y, template: "{question} of {options}"}
        """,
        "r.yaml:3:51: template: found What?\\n{options}; the question is missing");
  }

  @Test
  void without_any_registered_format_it_says_so() {
    RecipeException e =
        catchThrowableOfType(
            RecipeException.class,
            () ->
                READER
                    .withFormats(List.of())
                    .parse("r.yaml", "name: n\nsources: [{name: a, format: x, files: y}]"));
    assertThat(e)
        .hasMessage("r.yaml:2:29: format: found x; allowed: none, for no format is registered");
  }

  @Test
  void broken_yaml_is_told_with_its_place() {
    refused("", "r.yaml:1:1: the recipe is empty; it needs at least name and sources");
    refused("# nothing\n", "r.yaml:1:1: the recipe is empty; it needs at least name and sources");
    refused(
        "just text",
        "r.yaml:1:1: the recipe: found just text; allowed: a mapping of name, seed, total, mix,"
            + " allowed_loss, ledger, tokenizer, stage, trainer, media, shards, sources");
    refused("name: a: b\n", "r.yaml:1:8: not YAML: mapping values are not allowed here");
    refused(
        "name: n\n\tseed: 1\n",
        "r.yaml:2:1: not YAML: while scanning for the next token: found character '\\t(TAB)' that"
            + " cannot start any token. (Do not use \\t(TAB) for indentation)");
    refused(
        "name: n\nsources:\n  - files: [${A}]\n",
        "r.yaml:3:14: not YAML: while parsing a flow sequence: expected ',' or ']', but got {; put"
            + " quotes around values with ${...} that stand inside [ ] or { }");
    refused(
        "name: ok\nseed: \u0007\n",
        "r.yaml:2:7: the character U+0007, which YAML does not allow in a file");
    refused(
        "name: a\n---\nname: b\n",
        "r.yaml:3:1: a second YAML document begins here; a recipe is a single one");
    refused(
        "name: &n a\ntask: *n\n",
        "r.yaml:2:7: the alias *n; write the value out, recipes have no aliases");
    refused(
        "name: !!java.lang.Thread x\n",
        "r.yaml:1:7: the tag tag:yaml.org,2002:java.lang.Thread; recipes have no tags");
    refused("[".repeat(30) + "]".repeat(30), "r.yaml:1:22: not YAML: nested deeper than 20 levels");
  }

  @Test
  void columns_count_characters_and_not_their_bytes_or_halves() {
    refused(
        "{name: 😀é, sead: 1, sources: [{name: a, format: llava, files: f}]}",
        "r.yaml:1:12: unknown key \"sead\" in the recipe; did you mean \"seed\"?; allowed: name, seed,"
            + " total, mix, allowed_loss, ledger, tokenizer, stage, trainer, media, shards, sources");
  }

  @Test
  void environment_variables_are_put_in_after_parsing() {
    Recipe recipe =
        parse(
            """
            name: set on ${DATA}
            seed: ${SEED}
            tokenizer: ${TOKENIZER:-}
            sources:
              - name: a
                format: llava
                files: ${DATA:-/data}/a.json
                media_root: ${ELSEWHERE:-m}/x${EMPTY:-y}
                license: costs $${DATA} or $5
            """);
    SourceSpec source = recipe.sources().get(0);
    assertThat(recipe.name()).isEqualTo("set on /big");
    assertThat(recipe.seed()).isEqualTo(42);
    assertThat(recipe.tokenizer()).isEmpty();
    assertThat(source.files()).containsExactly("/big/a.json");
    assertThat(source.mediaRoot()).isEqualTo("/r/m/xy");
    assertThat(source.license()).isEqualTo("costs ${DATA} or $5");
  }

  @Test
  void references_that_cannot_be_resolved_are_refused() {
    refused(
        """
        name: ${NOWHERE}
        seed: ${DATA}
        tokenizer: ${DATA
        stage: ${1X}
        sources:
          - {name: a, format: llava, files: "${EMPTY}", media_root: "${NOWHERE}/x", root: "${NOWHERE}"}
        """,
        "r.yaml:1:7: name: the environment variable NOWHERE is not set; set it, or write"
            + " ${NOWHERE:-default}",
        "r.yaml:2:7: seed: found ${DATA} (which is /big); allowed: a whole number",
        "r.yaml:3:12: tokenizer: ${DATA is no reference to an environment variable; allowed: ${NAME},"
            + " ${NAME:-default}, and $${ for the characters themselves",
        "r.yaml:4:8: stage: ${1X} is no reference to an environment variable; allowed: ${NAME},"
            + " ${NAME:-default}, and $${ for the characters themselves",
        "r.yaml:6:37: files: the environment variable EMPTY is not set; set it, or write"
            + " ${EMPTY:-default}");
  }

  @Test
  void secrets_may_stand_in_paths_and_options_alone() {
    refused(
        """
        name: ${HF_TOKEN}
        seed: ${HF_TOKEN}
        sources:
          - name: a
            format: vcg-plus
            files: s3://${HF_TOKEN}@x/a.json
            license: by ${HF_TOKEN}
            options: {order: "${HF_TOKEN}"}
        """,
        "r.yaml:1:7: name: name is written to the outputs, but by its name the environment variable"
            + " HF_TOKEN is a secret; allowed in paths and options alone",
        "r.yaml:2:7: seed: seed is written to the outputs, but by its name the environment variable"
            + " HF_TOKEN is a secret; allowed in paths and options alone",
        "r.yaml:7:14: license: license is written to the outputs, but by its name the environment"
            + " variable HF_TOKEN is a secret; allowed in paths and options alone");
  }

  @Test
  void missing_files_are_told_with_the_path_that_was_looked_for(@TempDir Path folder)
      throws Exception {
    Files.createDirectories(folder.resolve("glob[1]"));
    Files.writeString(folder.resolve("glob[1]/a.json"), "[]");
    Files.createDirectories(folder.resolve("glob[1]/deep"));
    String recipe = folder.resolve("glob[1]/r.yaml").toString();
    String yaml =
        """
        name: n
        tokenizer: tok.json
        media: {root: nowhere}
        sources:
          - name: a
            format: llava
            files: [a.json, '*.json', b.json, 'c-*.json', deep]
            root: .
            media_root: pics
            media_map: map.json
          - name: b
            format: llava
            files: gone://x/y.json
          - name: c
            format: llava
            files: '*.json'
            media_root: hide/${MY_SECRET}/x
        """;
    Files.writeString(Path.of(recipe), yaml, StandardCharsets.UTF_8);
    RecipeReader reader =
        RecipeReader.create()
            .withFormats(StubFormat.ALL)
            .withEnvironment(Map.of("MY_SECRET", "opensesame"));
    String at = folder + "/glob[1]/";
    String globAt = folder + "/glob\\[1\\]/";
    assertThatThrownBy(() -> reader.read(recipe))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            String.join(
                "\n",
                recipe + ":2:12: tokenizer: no such file: tok.json (" + at + "tok.json)",
                recipe + ":3:15: root: no such folder: nowhere (" + at + "nowhere)",
                recipe + ":7:31: files: no such file: b.json (" + globAt + "b.json)",
                recipe + ":7:39: files: no file matches: c-*.json (" + globAt + "c-*.json)",
                recipe
                    + ":7:51: files: a folder; name the files in it, such as *.json: deep ("
                    + globAt
                    + "deep)",
                recipe + ":9:17: media_root: no such folder: pics (" + at + "pics)",
                recipe + ":10:16: media_map: no such file: map.json (" + at + "map.json)",
                recipe
                    + ":13:12: files: cannot be looked up (No filesystem found for scheme gone):"
                    + " gone://x/y.json",
                recipe + ":17:17: media_root: no such folder: hide/${MY_SECRET}/x"));
    assertThatThrownBy(() -> reader.read(at + "other.yaml"))
        .hasMessage(at + "other.yaml: no such file");
    assertThatThrownBy(() -> reader.read(folder.toString()))
        .hasMessage(folder + ": a folder, but a recipe is a file: name the YAML file in it");
    Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xE9});
    assertThatThrownBy(() -> reader.read(folder + "/latin.yaml"))
        .hasMessage(folder + "/latin.yaml: not a text in UTF-8");
    Files.write(folder.resolve("big.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> reader.read(folder + "/big.yaml"))
        .hasMessage(
            folder + "/big.yaml: 1048577 bytes are too many for a recipe; allowed: 1048576");
  }

  @Test
  void only_formats_that_make_their_rows_do_without_files() {
    refused(
        """
        name: x
        sources:
          - name: a
            format: llava
        """,
        "r.yaml:3:5: missing key \"files\" in a source; it holds a path or glob, or a list of them");
    Recipe recipe =
        READER
            .withFormats(List.of(new MadeFormat()))
            .parse("r.yaml", "name: x\nsources: [{name: a, format: made}]");
    assertThat(recipe.source("a").files()).isEmpty();
    assertThat(recipe.source("a").root()).isEmpty();
    assertThat(RecipeJson.canonical(recipe)).contains("made");
  }

  private record MadeFormat() implements SourceFormat {
    @Override
    public String name() {
      return "made";
    }

    @Override
    public String description() {
      return "a stub whose rows are in no file";
    }

    @Override
    public boolean needsFiles() {
      return false;
    }

    @Override
    public List<SourcePart> parts(SourceSpec source) {
      return List.of();
    }

    @Override
    public Rows read(SourceSpec source, SourcePart part) {
      throw new UnsupportedOperationException("a stub reads nothing");
    }
  }

  private static Recipe parse(String yaml) {
    return READER.parse("/r/r.yaml", yaml);
  }

  private static void refused(String yaml, String... messages) {
    assertThatThrownBy(() -> READER.parse("r.yaml", yaml))
        .isInstanceOf(RecipeException.class)
        .hasMessage(String.join("\n", messages));
  }
}
