package io.github.oryxcuration.mixture.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcrFormatTest {
  private final SourceFormat format = new OcrFormat();

  @BeforeAll
  static void fonts() {
    TestFonts.assumeInstalled();
  }

  static SourceSpec source(List<String> files, Map<String, String> options) {
    return new SourceSpec(
        "pages",
        "ocr",
        files,
        "",
        "",
        "",
        "CC0-1.0",
        "",
        null,
        null,
        1,
        null,
        null,
        "",
        SourceSpec.MultiImageTurn.SPLIT,
        options);
  }

  private List<Outcome<Candidate>> rows(SourceSpec source) throws IOException {
    List<Outcome<Candidate>> rows = new ArrayList<>();
    for (SourcePart part : format.parts(source)) {
      try (SourceFormat.Rows read = format.read(source, part)) {
        read.forEachRemaining(rows::add);
      }
    }
    return rows;
  }

  private static Candidate kept(Outcome<Candidate> row) {
    assertThat(row).isInstanceOf(Outcome.Kept.class);
    return ((Outcome.Kept<Candidate>) row).row();
  }

  private static OcrOrder order(Candidate row) {
    MediaRef.Drawn drawn = (MediaRef.Drawn) row.media().get(0);
    assertThat(drawn.painter()).isEqualTo("ocr");
    return Json.read(drawn.order(), OcrOrder.class);
  }

  @Test
  void isFoundByItsNameAndDescribesItsOptions() {
    assertThat(ServiceLoader.load(SourceFormat.class))
        .filteredOn(found -> found.name().equals("ocr"))
        .singleElement()
        .extracting(SourceFormat::options)
        .isEqualTo(OcrOptions.KEYS);
  }

  @Test
  void answerIsExactlyTheTextOfThePage() throws IOException {
    List<Outcome<Candidate>> rows = rows(source(List.of(), Map.of("count", "60")));

    assertThat(rows).hasSize(60);
    Set<Layout> layouts = new HashSet<>();
    for (Outcome<Candidate> outcome : rows) {
      Candidate row = kept(outcome);
      OcrOrder order = order(row);
      layouts.add(order.layout());
      assertThat(row.modality()).isEqualTo(Modality.IMAGE);
      assertThat(row.task()).isEqualTo("ocr");
      assertThat(row.license()).isEqualTo("CC0-1.0");
      assertThat(row.conversations()).hasSize(2);
      assertThat(row.conversations().get(0).value()).startsWith("<image>\n");
      assertThat(row.conversations().get(1).value())
          .isEqualTo(order.layout().text(order.blocks()))
          .isNotBlank()
          .doesNotContain("  ");
    }
    assertThat(layouts).containsExactlyInAnyOrder(Layout.values());
  }

  @Test
  void sameOptionsGiveTheSameRowsAndAnotherSeedGivesOthers() throws IOException {
    SourceSpec source = source(List.of(), Map.of("count", "20", "seed", "7"));
    SourceSpec other = source(List.of(), Map.of("count", "20", "seed", "8"));

    assertThat(rows(source)).isEqualTo(rows(source)).isNotEqualTo(rows(other));
    assertThat(format.parts(source)).isEqualTo(format.parts(source));
    assertThat(format.parts(source).get(0).digest())
        .isNotEqualTo(format.parts(other).get(0).digest());
  }

  @Test
  void idsAreUniqueAndDoNotDependOnHowPartsAreCut() throws IOException {
    SourceSpec many = source(List.of(), Map.of("count", "5003", "layouts", "line"));
    List<SourcePart> parts = format.parts(many);

    assertThat(parts).extracting(SourcePart::start).containsExactly(0L, 5000L);
    assertThat(parts).extracting(SourcePart::end).containsExactly(5000L, 5003L);
    List<Outcome<Candidate>> rows = rows(many);
    assertThat(rows).hasSize(5003);
    assertThat(rows.stream().map(row -> kept(row).id()).distinct()).hasSize(5003);
    assertThat(kept(rows.get(5001)).id()).isEqualTo("pages/ocr@5001");
  }

  @Test
  void eachLanguageOfTheFontsIsWritten() throws IOException {
    for (String language : Fonts.languages()) {
      SourceSpec source = source(List.of(), Map.of("count", "3", "languages", language));

      assertThat(rows(source)).as(language).allSatisfy(OcrFormatTest::kept);
    }
    assertThat(Fonts.languages()).contains("en");
  }

  @Test
  void pagesOfATextFileShowConsecutiveWordsWithoutTags(@TempDir Path folder) throws IOException {
    String text = "one two three four five six seven eight nine ten eleven twelve thirteen";
    Path file = folder.resolve("text.txt");
    Files.writeString(file, text.replace(" ", " <image>\n\u0007 "));
    SourceSpec source =
        source(List.of(file.toString()), Map.of("count", "12", "layouts", "paragraph,line,sign"));

    String endless = (text + " ").repeat(60);
    assertThat(rows(source))
        .allSatisfy(
            row ->
                assertThat(endless)
                    .contains(kept(row).conversations().get(1).value().replace('\n', ' ')));
  }

  @Test
  void textThatNoFontCanWriteIsInTheLedger(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("text.txt");
    Files.writeString(file, "\uD808\uDC00\uD808\uDC01 \uD808\uDC02"); // cuneiform
    SourceSpec source = source(List.of(file.toString()), Map.of("count", "2"));

    assertThat(rows(source))
        .hasSize(2)
        .allSatisfy(
            row -> {
              LedgerRow lost = ((Outcome.Lost<Candidate>) row).row();
              assertThat(lost.reason()).isEqualTo(Reason.MALFORMED_ROW);
              assertThat(lost.message()).contains("has all letters of");
            });
  }

  @Test
  void wordsLongerThanALineAreCutBetweenLetters(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("text.txt");
    Files.writeString(file, "a\u0301b".repeat(400)); // composed to á where it can be
    SourceSpec source =
        source(List.of(file.toString()), Map.of("count", "5", "layouts", "paragraph"));

    assertThat(rows(source))
        .allSatisfy(
            row -> {
              String answer = kept(row).conversations().get(1).value();
              assertThat(answer.lines()).allMatch(line -> line.length() < 100);
              assertThat(answer.replace("\n", "")).containsPattern("^b?(áb)+á?$");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "count, 0",
    "count, many",
    "languages, xx",
    "families, No Such Font",
    "layouts, circle",
    "sizes, 640",
    "sizes, 640x99999",
    "noise, 1.5",
    "blur, NaN",
    "perspective, -0.1",
    "seed, x"
  })
  void wrongOptionIsRefusedByItsName(String key, String value) {
    Map<String, String> options =
        key.equals("count") ? Map.of(key, value) : Map.of("count", "1", key, value);

    assertThatThrownBy(() -> format.parts(source(List.of(), options)))
        .isInstanceOfAny(RecipeException.class, IOException.class)
        .hasMessageContaining(value);
  }

  @Test
  void countMustBeGiven() {
    assertThatThrownBy(() -> format.parts(source(List.of(), Map.of())))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            "source pages: options.count: found \"\"; allowed: a whole number of at least 1");
  }
}
