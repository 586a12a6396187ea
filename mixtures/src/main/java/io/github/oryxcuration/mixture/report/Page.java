package io.github.oryxcuration.mixture.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.mixture.filter.FilterSummary;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The page: one HTML file that needs nothing else, never larger than {@link #MOST_BYTES}. */
final class Page {
  /** What the issue allows, less a little. */
  static final int MOST_BYTES = 4_900_000;

  private static final int[] SIDES = {160, 128, 96, 72};
  private static final double[] QUALITIES = {0.7, 0.6, 0.55, 0.5};

  private final Map<String, Object> names;
  private final Summary summary;
  private final Template template;

  /**
   * A page.
   *
   * @param kind what it tells of, in words
   * @param choice of the filter that wrote the set; null where none did
   */
  Page(
      Summary summary,
      Manifest manifest,
      String kind,
      String note,
      ScoreView scores,
      @Nullable FilterSummary choice)
      throws IOException {
    this.summary = summary;
    this.template =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .strictSections(true)
            .compile(Resources.text("report.html"));
    names = new HashMap<>();
    names.put("css", Resources.text("report.css"));
    names.put("name", summary.name());
    names.put("toolkit", summary.toolkit());
    names.put("fingerprint", summary.fingerprint());
    names.put("tokenizer", summary.tokenizer());
    names.put("seed", Long.toString(summary.seed()));
    names.put("unit", summary.unit());
    names.put("balances", summary.balances());
    names.put("note", note);
    names.put("figures", View.figures(summary));
    names.put("balance", View.balance(summary));
    names.put("total", View.total(summary));
    names.put("mix", View.mix(summary));
    names.put("losses", View.losses(summary));
    names.put("kind", kind);
    names.put("choosers", scores.isEmpty() ? List.of() : List.of(scores));
    names.put("choices", choice == null ? List.of() : List.of(ChoiceView.of(choice)));
    names.put("licenses", View.licenses(summary));
    names.put("inputs", View.Listing.of(manifest.inputs(), "manifest.json"));
    names.put("shards", View.shards(manifest));
    names.put("recipe", Resources.yaml(manifest.recipe()));
  }

  /** Pictures shrink, then cards go, until the page is small enough. */
  String html(Map<String, List<Card>> cards) {
    Map<String, List<Card>> shown = cards;
    String html = render(shown);
    for (int i = 0; i < SIDES.length && isTooLarge(html); i++) {
      int side = SIDES[i];
      double quality = QUALITIES[i];
      shown = each(shown, list -> list.stream().map(c -> smaller(c, side, quality)).toList());
      html = render(shown);
    }
    while (isTooLarge(html) && shown.values().stream().anyMatch(list -> !list.isEmpty())) {
      shown = each(shown, list -> list.subList(0, list.size() / 2));
      html = render(shown);
    }
    return html;
  }

  private static boolean isTooLarge(String html) {
    return html.getBytes(UTF_8).length > MOST_BYTES;
  }

  private static Map<String, List<Card>> each(
      Map<String, List<Card>> cards, UnaryOperator<List<Card>> change) {
    Map<String, List<Card>> changed = new LinkedHashMap<>();
    cards.forEach((source, list) -> changed.put(source, change.apply(list)));
    return changed;
  }

  private static Card smaller(Card card, int side, double quality) {
    return card.withShots(
        card.shots().stream()
            .map(
                shot ->
                    shot.thumbnail() == null
                        ? shot
                        : shot.withThumbnail(shot.thumbnail().smaller(side, quality)))
            .toList());
  }

  private String render(Map<String, List<Card>> cards) {
    Map<String, Object> all = new HashMap<>(names);
    all.put("sources", View.sources(summary, cards));
    return template.execute(all);
  }
}
