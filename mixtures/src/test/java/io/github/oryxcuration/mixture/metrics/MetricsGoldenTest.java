package io.github.oryxcuration.mixture.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every number of the reference's metrics, from the file that {@code metrics.golden} names
 * (default: {@code golden/metrics/dev.json} of the shared folder).
 */
class MetricsGoldenTest {
  private static final Offset<Double> NEAR = within(1e-6);
  private static final Map<String, Meteor.Resources> COLUMNS = new HashMap<>();

  private static JsonNode golden;

  private record Item(String id, List<String> references, String hypothesis, JsonNode expected) {}

  @BeforeAll
  static void read() throws IOException {
    String given = System.getProperty("metrics.golden", "");
    Path file = given.isEmpty() ? SharedFiles.shared("golden/metrics/dev.json") : Path.of(given);
    assumeTrue(Files.exists(file), () -> "Skipped: " + file + " is absent (metrics.golden)");
    golden = new ObjectMapper().readTree(file.toFile());
    Path table = file.resolveSibling("paraphrase-small.txt");
    COLUMNS.put("exact", new Meteor.Resources(false, false, Paraphrases.NONE));
    COLUMNS.put("exact_stem", new Meteor.Resources(true, false, Paraphrases.NONE));
    COLUMNS.put("exact_stem_syn", Meteor.Resources.DEFAULT);
    if (Files.exists(table)) {
      Paraphrases paraphrases = Paraphrases.of(Files.readAllLines(table));
      COLUMNS.put("exact_stem_syn_smallpara", new Meteor.Resources(true, true, paraphrases));
    }
  }

  @Test
  void bleuOfItemsAndCollections() {
    for (Item item : items()) {
      List<Double> scores = Bleu.of(item.references, item.hypothesis).scores();
      near(item.id, scores, item.expected.get("bleu"));
    }
    for (JsonNode collection : collections()) {
      Bleu.Totals sum = Bleu.Totals.NONE;
      for (Item item : itemsOf(collection)) {
        sum = sum.plus(Bleu.of(item.references, item.hypothesis));
      }
      JsonNode totals = collection.get("corpus").get("bleu_totals");
      assertThat(sum.length()).isEqualTo(totals.get("testlen").asLong());
      assertThat(sum.reference()).isEqualTo(totals.get("reflen").asLong());
      assertThat(sum.guess()).isEqualTo(longs(totals.get("guess")));
      assertThat(sum.correct()).isEqualTo(longs(totals.get("correct")));
      near(collection.path("name").asText(), sum.scores(), collection.get("corpus").get("bleu"));
    }
  }

  @Test
  void rougeOfItemsAndCollections() {
    for (Item item : items()) {
      assertThat(RougeL.of(item.references, item.hypothesis))
          .as(item.id)
          .isCloseTo(item.expected.get("rouge_l").asDouble(), NEAR);
    }
    for (JsonNode collection : collections()) {
      assertThat(
              itemsOf(collection).stream()
                  .mapToDouble(item -> RougeL.of(item.references, item.hypothesis))
                  .average()
                  .orElseThrow())
          .isCloseTo(collection.get("corpus").get("rouge_l").asDouble(), NEAR);
    }
  }

  @Test
  void ciderAndCiderDOfItemsAndCollections() {
    for (JsonNode collection : collections()) {
      List<Item> items = itemsOf(collection);
      Cider cider = Cider.over(items.stream().map(Item::references).toList());
      double plain = 0;
      double d = 0;
      for (Item item : items) {
        Cider.Scores scores = cider.of(item.references, item.hypothesis);
        String where = item.id + " in " + collection.path("name").asText();
        assertThat(scores.plain()).as(where).isCloseTo(expected(collection, item, "cider"), NEAR);
        assertThat(scores.d()).as(where).isCloseTo(expected(collection, item, "cider_d"), NEAR);
        plain += scores.plain() / items.size();
        d += scores.d() / items.size();
      }
      assertThat(plain).isCloseTo(collection.get("corpus").get("cider").asDouble(), NEAR);
      assertThat(d).isCloseTo(collection.get("corpus").get("cider_d").asDouble(), NEAR);
    }
  }

  @Test
  void meteorNormalisesAsTheReference() {
    for (Item item : items()) {
      JsonNode input = item.expected.get("meteor_input");
      assertThat(MeteorText.normalised(item.hypothesis.replace("|||", "").replace("  ", " ")))
          .as(item.id)
          .isEqualTo(input.get("hypothesis").asText());
      for (int i = 0; i < item.references.size(); i++) {
        assertThat(MeteorText.normalised(item.references.get(i)))
            .as(item.id)
            .isEqualTo(input.get("references").get(i).asText());
      }
    }
  }

  @Test
  void meteorOfItemsAndCollectionsWithEverySetOfResources() {
    COLUMNS.forEach(
        (column, resources) -> {
          Meteor meteor = new Meteor(resources);
          for (JsonNode collection : collections()) {
            Meteor.Statistics sum = Meteor.Statistics.NONE;
            for (Item item : itemsOf(collection)) {
              Meteor.Statistics statistics = meteor.of(item.references, item.hypothesis);
              sum = sum.plus(statistics);
              JsonNode expected = item.expected.get("meteor_stats").path(column);
              if (!expected.isMissingNode()) {
                assertThat(statistics.values())
                    .as(item.id + " " + column)
                    .isEqualTo(longs(expected));
              }
              assertThat(statistics.score())
                  .as(item.id + " " + column)
                  .isCloseTo(item.expected.get("meteor").get(column).asDouble(), NEAR);
            }
            assertThat(sum.score())
                .as(collection.path("name").asText() + " " + column)
                .isCloseTo(collection.get("corpus").get("meteor").get(column).asDouble(), NEAR);
          }
        });
  }

  @Test
  void tokensOfEveryItem() {
    for (JsonNode item : golden.get("items")) {
      JsonNode tokens = item.get("tokens");
      assertThat(PtbTokenizer.tokens(item.get("hypothesis").asText()))
          .isEqualTo(tokens.get("hypothesis").asText());
      for (int i = 0; i < tokens.get("references").size(); i++) {
        assertThat(PtbTokenizer.tokens(item.get("references").get(i).asText()))
            .isEqualTo(tokens.get("references").get(i).asText());
      }
    }
  }

  @Test
  void tokensOfNearlyAllProbes() {
    List<String> differ = new ArrayList<>();
    for (JsonNode probe : golden.get("ptb_probes")) {
      String found = PtbTokenizer.tokens(probe.get("text").asText());
      String expected = probe.get("tokens").asText();
      if (!found.equals(expected)) {
        differ.add(probe.get("text") + ": expected " + expected + ", found " + found);
      }
    }
    assertThat(differ).hasSizeLessThanOrEqualTo(golden.get("ptb_probes").size() / 20);
  }

  @Test
  void answersAsScanQaJudgesThem() {
    JsonNode scanqa = golden.path("scanqa");
    for (JsonNode item : scanqa.path("items")) {
      List<String> references = texts(item.get("answers"));
      List<String> answers = texts(item.get("answer_top10"));
      String id = item.get("id").asText();
      assertThat(AnswerMatch.exact(references, answers, 1))
          .as(id)
          .isEqualTo(item.get("em1").asInt() == 1);
      assertThat(AnswerMatch.exact(references, answers, 10))
          .as(id)
          .isEqualTo(item.get("em10").asInt() == 1);
      assertThat(AnswerMatch.f1(references, answers.get(0)))
          .as(id)
          .isCloseTo(item.get("f1_top1").asDouble(), NEAR);
    }
    for (Item item : items()) {
      JsonNode raw = item.expected;
      assertThat(
              AnswerMatch.exact(
                  texts(raw.get("references")), List.of(raw.get("hypothesis").asText()), 1))
          .as(item.id)
          .isEqualTo(raw.get("em").asInt() == 1);
    }
  }

  @Test
  void everyMetricOfTheWholeCollectionFromRawText() {
    List<AnsweredItem> items = new ArrayList<>();
    double exact = 0;
    for (JsonNode item : golden.get("items")) {
      items.add(
          new AnsweredItem(
              item.get("id").asText(),
              List.of(item.get("hypothesis").asText()),
              texts(item.get("references"))));
      exact += item.get("em").asInt();
    }
    Evaluation scores = Evaluation.of(items, new Meteor(Meteor.Resources.DEFAULT));
    JsonNode corpus = golden.get("corpus");
    near("corpus", scores.bleu(), corpus.get("bleu"));
    assertThat(scores.rougeL()).isCloseTo(corpus.get("rouge_l").asDouble(), NEAR);
    assertThat(scores.cider()).isCloseTo(corpus.get("cider").asDouble(), NEAR);
    assertThat(scores.ciderD()).isCloseTo(corpus.get("cider_d").asDouble(), NEAR);
    assertThat(scores.meteor())
        .isCloseTo(corpus.get("meteor").get("exact_stem_syn").asDouble(), NEAR);
    assertThat(scores.em1()).isCloseTo(exact / items.size(), NEAR);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void near(String id, List<Double> found, JsonNode expected) {
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as(id).isCloseTo(expected.get(i).asDouble(), NEAR);
    }
  }

  private static double expected(JsonNode collection, Item item, String column) {
    for (JsonNode entry : collection.path("items")) {
      if (entry.get("id").asText().equals(item.id) && !entry.has("tokens")) {
        return entry.get(column).asDouble();
      }
    }
    return item.expected.get(column).asDouble();
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (JsonNode item : golden.get("items")) {
      List<String> references = new ArrayList<>();
      item.get("tokens").get("references").forEach(line -> references.add(line.asText()));
      String hypothesis = item.get("tokens").get("hypothesis").asText();
      items.add(new Item(item.get("id").asText(), references, hypothesis, item));
    }
    return items;
  }

  /** The whole set, then the smaller collections. */
  private static List<JsonNode> collections() {
    List<JsonNode> collections = new ArrayList<>(List.of(golden));
    golden.path("sub_corpora").forEach(collections::add);
    return collections;
  }

  private static List<Item> itemsOf(JsonNode collection) {
    List<Item> all = items();
    if (!collection.has("ids")) {
      return all;
    }
    Map<String, Item> byId = new HashMap<>();
    all.forEach(item -> byId.put(item.id, item));
    List<Item> chosen = new ArrayList<>();
    collection.get("ids").forEach(id -> chosen.add(byId.get(id.asText())));
    return chosen;
  }

  private static List<Long> longs(JsonNode numbers) {
    List<Long> longs = new ArrayList<>();
    numbers.forEach(number -> longs.add(Math.round(number.asDouble())));
    return longs;
  }
}
