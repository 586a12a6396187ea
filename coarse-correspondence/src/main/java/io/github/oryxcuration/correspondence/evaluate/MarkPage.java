package io.github.oryxcuration.correspondence.evaluate;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.text.Html;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The page of an evaluation, one HTML file that needs nothing else: a table of all scenes, and the
 * views of the worst, in which right marks have a green ring and wrong ones a yellow square.
 */
final class MarkPage {
  /** Scenes whose views are shown. */
  static final int SHOWN = 12;

  private static final int JPEG_QUALITY = 85;
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;margin:1rem 0}.wide{overflow-x:auto}
      td,th{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ccc}
      th:first-child{text-align:left}
      .views{display:flex;flex-wrap:wrap;gap:.8rem}figure{margin:0;max-width:320px}
      figcaption{font-size:.85rem}.bad{color:#a40000;font-weight:600}img{display:block}
      """;

  private final String name;
  private final SetEvaluation.Result result;
  private final List<JudgedScene> shown;

  MarkPage(String name, SetEvaluation.Result result, List<JudgedScene> scenes) {
    this.name = name;
    this.result = result;
    this.shown =
        scenes.stream()
            .sorted(
                Comparator.comparingDouble((JudgedScene scene) -> scene.scores().precision())
                    .thenComparing(JudgedScene::name))
            .limit(SHOWN)
            .toList();
  }

  String html() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(Html.escaped(name))
        .append(" – marks</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Marks of ")
        .append(Html.escaped(name))
        .append("</h1>\n");
    table(page);
    Map<JudgedScene, List<byte[]>> pictures = pictures();
    page.append(
        "<p>Right marks have a green ring, wrong ones a yellow square. The scenes with the lowest"
            + " precision come first.</p>\n");
    for (JudgedScene scene : shown) {
      scene(page, scene, pictures.getOrDefault(scene, List.of()));
    }
    return page.append("</body></html>\n").toString();
  }

  private void table(StringBuilder page) {
    page.append("<div class=\"wide\"><table><tr>");
    for (String head :
        List.of(
            "scan",
            "marks",
            "precision",
            "recall",
            "consistency",
            "ids per instance",
            "view coverage",
            "in 2+ views",
            "drawn twice",
            "IDF1",
            "HOTA")) {
      page.append("<th>").append(head).append("</th>");
    }
    page.append("</tr>\n");
    row(page, "all", result.all());
    result.scenes().forEach((scan, scores) -> row(page, scan, scores));
    page.append("</table></div>\n");
    result
        .skipped()
        .forEach(
            (scan, why) ->
                page.append("<p class=\"bad\">")
                    .append(Html.escaped(scan + " was not compared: " + why))
                    .append("</p>\n"));
  }

  private static void row(StringBuilder page, String scan, MarkScores scores) {
    page.append(
        String.format(
            Locale.ROOT,
            "<tr><th>%s</th><td>%d</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%d</td><td>%.3f</td><td>%.3f</td></tr>%n",
            Html.escaped(scan),
            scores.marks(),
            scores.precision(),
            scores.recall(),
            scores.consistency(),
            scores.fragmentation(),
            scores.coverage(),
            scores.crossView(),
            scores.twice(),
            scores.idf1(),
            scores.hota()));
  }

  /** The stored views of the shown scenes, as small JPEG with verdicts. */
  private Map<JudgedScene, List<byte[]>> pictures() throws IOException {
    Map<String, Map<Long, JudgedScene>> byShard = new TreeMap<>();
    for (JudgedScene scene : shown) {
      byShard.computeIfAbsent(scene.shard(), k -> new TreeMap<>()).put(scene.row(), scene);
    }
    Map<JudgedScene, List<byte[]>> pictures = new HashMap<>();
    try (JpegEncoder jpeg = new JpegEncoder(JPEG_QUALITY, JpegEncoder.Chroma.HALF)) {
      for (Map.Entry<String, Map<Long, JudgedScene>> shard : byShard.entrySet()) {
        ParquetCells.read(
            shard.getKey(),
            "images",
            new TreeSet<>(shard.getValue().keySet()),
            new ParquetCells.Receiver() {
              @Override
              public void accept(long row, List<ParquetCells.Cell> cells) {
                JudgedScene scene = requireNonNull(shard.getValue().get(row));
                List<byte[]> views = new ArrayList<>();
                for (int view = 0; view < scene.frames().size(); view++) {
                  byte[] stored = cells.get(view).bytes();
                  views.add(
                      JudgedView.of(stored == null ? new byte[0] : stored, scene, view, jpeg));
                }
                pictures.put(scene, views);
              }

              @Override
              public void lost(long row, CurationException why) {
                pictures.put(requireNonNull(shard.getValue().get(row)), List.of());
              }
            });
      }
    }
    return pictures;
  }

  private static void scene(StringBuilder page, JudgedScene scene, List<byte[]> pictures) {
    page.append(
        String.format(
            Locale.ROOT,
            "<h2>%s</h2>%n<p>precision %.3f, consistency %.3f</p>%n<div class=\"views\">%n",
            Html.escaped(scene.name()),
            scene.scores().precision(),
            scene.scores().consistency()));
    for (int view = 0; view < pictures.size(); view++) {
      page.append("<figure><img alt=\"View ")
          .append(view + 1)
          .append(" with its marks\" src=\"data:image/jpeg;base64,")
          .append(Base64.getEncoder().encodeToString(pictures.get(view)))
          .append("\"><figcaption>frame ")
          .append(scene.frames().get(view));
      for (JudgedScene.Judged judged : scene.marks()) {
        if (judged.mark().view() == view && !judged.isRight()) {
          page.append("<br><span class=\"bad\">")
              .append(judged.mark().id())
              .append(Html.escaped(label(judged)))
              .append(judged.truth() == 0 ? " is on nothing" : " is on instance " + judged.truth())
              .append("</span>");
        }
      }
      page.append("</figcaption></figure>\n");
    }
    page.append("</div>\n");
  }

  private static String label(JudgedScene.Judged judged) {
    String label = judged.mark().label();
    return label.isEmpty() ? "" : " (" + label + ")";
  }
}
