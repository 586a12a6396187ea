package io.github.oryxcuration.mixture.explain;

import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Provenance;
import java.util.List;
import java.util.Locale;

/**
 * What is known of an id.
 *
 * @param asked the id that was asked for
 * @param stories of all rows that it names, at most {@link Explainer#MOST}
 * @param more rows that it names besides
 * @param hint what to do where nothing was found, or an empty string
 */
public record Explanation(String asked, List<Story> stories, long more, String hint) {
  public Explanation {
    stories = List.copyOf(stories);
  }

  /** Whether anything is known. */
  public boolean found() {
    return !stories.isEmpty();
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Story story : stories) {
      if (text.length() > 0) {
        text.append('\n');
      }
      tell(story, text);
    }
    if (more > 0) {
      text.append(String.format(Locale.ROOT, "%nand %,d more rows of that id%n", more));
    }
    if (!hint.isEmpty()) {
      text.append(hint).append('\n');
    }
    return text.toString();
  }

  private static void tell(Story story, StringBuilder text) {
    line(text, "id", story.id());
    line(text, "fate", fate(story));
    line(text, "source", story.source());
    line(text, "own id", story.originId());
    if (!story.file().isEmpty()) {
      line(text, "read from", story.file() + " at " + story.position());
    }
    if (story.lost() != null) {
      line(text, "reason", story.lost().reason() + ": " + story.lost().message());
      line(text, "what to do", story.lost().advice());
    }
    if (story.decision() != null) {
      line(text, "mix", decision(story.decision(), story.notSelected() != null));
    }
    if (story.notSelected() != null && !story.notSelected().listed()) {
      line(text, "note", "if the source holds such a row; its rank follows from the id alone");
    }
    if (story.written() != null) {
      tell(story.written(), text);
    }
  }

  private static String fate(Story story) {
    if (story.written() != null) {
      return "written, " + story.written().shard() + " row " + story.written().row();
    }
    if (story.lost() != null) {
      return story.lost().reason().fate().name().toLowerCase(Locale.ROOT)
          + " by the stage "
          + story.lost().stage();
    }
    return "not selected by the mix";
  }

  private static String decision(Story.Decision decision, boolean left) {
    String of =
        decision.available() < 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,d samples were taken of %,d rows",
                decision.taken(),
                decision.available());
    return "rank "
        + decision.rank()
        + (left ? " is past the cut " : ", taken up to the cut ")
        + decision.cut()
        + of;
  }

  private static void tell(Story.Written written, StringBuilder text) {
    line(text, "sample", written.modality() + ", " + written.task());
    line(text, "licence", written.license());
    for (Provenance.Medium medium : written.media()) {
      line(
          text,
          "medium",
          String.format(
              Locale.ROOT,
              "%s, %,d bytes, sha256 %s",
              medium.path(),
              medium.bytes(),
              medium.sha256()));
    }
    if (written.frames() > 0) {
      line(text, "pictures", Integer.toString(written.frames()));
    }
    line(text, "steps", String.join(", ", written.steps()));
    line(text, "trainer", budget(written.budget()));
    Story.Recreated recreated = written.recreated();
    if (recreated != null) {
      line(
          text,
          "recreated",
          recreated.identical()
              ? "identical to the byte"
              : "differs: " + String.join("; ", recreated.differences()));
    }
  }

  private static String budget(Budget budget) {
    String size = budget.width() == 0 ? "" : budget.width() + "x" + budget.height() + " pixels, ";
    return String.format(
        Locale.ROOT,
        "%s%,d visual + %,d text%s = %,d tokens, distortion %.3f%s",
        size,
        budget.visualTokens(),
        budget.textTokens(),
        budget.textTokensEstimated() ? " (estimated)" : "",
        budget.totalTokens(),
        budget.distortion(),
        budget.over() ? ", over the limit" : "");
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%-10s  %s%n", name, value));
    }
  }
}
