package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.core.text.Html;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** The page of an evaluation: one HTML file that needs nothing else. */
final class EvalPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "table{border-collapse:collapse;margin:1rem 0}"
          + "td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ccc}"
          + "img{max-width:100%}";

  /** Wilson's, for the share in the column before. */
  private static final String INTERVAL = "95 % interval";

  private EvalPage() {}

  static String html(String name, GridScores scores, byte[] map) {
    boolean hasBlind = !scores.blind().isEmpty();
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(Html.escaped(name))
        .append(" – needle test</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Needle test: ")
        .append(Html.escaped(name))
        .append("</h1><p>Answered by ")
        .append(Html.escaped(scores.answerer()))
        .append("</p>");
    open(page, "asked", "right", "of", "share", INTERVAL);
    row(page, "with all frames", scores.all());
    if (hasBlind) {
      row(page, "blind", scores.blindAll());
    }
    page.append("</table>");
    if (scores.unanswered() > 0) {
      page.append("<p>")
          .append(scores.unanswered())
          .append(" questions have no answer and count as wrong.</p>");
    }
    page.append(
            "<img alt=\"Share of right answers by frames and depth\" src=\"data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(map))
        .append("\"><h2>By length</h2>");
    table(page, "frames", scores.byFrames());
    page.append("<h2>By depth</h2>");
    table(page, "depth", scores.byDepth());
    page.append("<h2>By cell</h2>");
    open(page, "frames", "depth", "right", "of", "share", INTERVAL, hasBlind ? "blind" : "");
    for (GridScores.Cell cell : scores.cells()) {
      String blind =
          hasBlind ? String.format(Locale.ROOT, "%.1f %%", 100 * cell.blind().value()) : "";
      cells(page, cell.frames() + "</td><td>" + cell.depth(), cell.seen(), blind);
    }
    return page.append("</table></body></html>\n").toString();
  }

  private static void open(StringBuilder page, String... heads) {
    page.append("<table><tr>");
    for (String head : heads) {
      page.append("<th>").append(head).append("</th>");
    }
    page.append("</tr>");
  }

  private static void table(StringBuilder page, String head, Map<? extends Number, Share> shares) {
    open(page, head, "right", "of", "share", INTERVAL);
    shares.forEach((value, share) -> row(page, value.toString(), share));
    page.append("</table>");
  }

  private static void row(StringBuilder page, String head, Share share) {
    cells(page, head, share, "");
  }

  private static void cells(StringBuilder page, String head, Share share, String last) {
    page.append(
        String.format(
            Locale.ROOT,
            "<tr><td>%s</td><td>%d</td><td>%d</td><td>%.1f %%</td><td>%.1f–%.1f %%</td>%s</tr>",
            head,
            share.right(),
            share.asked(),
            100 * share.value(),
            100 * share.low(),
            100 * share.high(),
            last.isEmpty() ? "" : "<td>" + last + "</td>"));
  }
}
