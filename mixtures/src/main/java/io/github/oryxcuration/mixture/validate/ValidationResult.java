package io.github.oryxcuration.mixture.validate;

import java.util.List;
import java.util.Locale;

/**
 * What was found in a set. Equal sets give equal results, however many threads looked.
 *
 * @param sound whether nothing is wrong
 * @param rows that were looked at
 * @param pictures that were looked at
 * @param checks one per {@link Check}, in its order
 * @param captions one per source that has captions
 */
public record ValidationResult(
    String folder,
    boolean sound,
    long shards,
    long rows,
    long pictures,
    List<Outcome> checks,
    List<CaptionStatistics> captions) {
  public ValidationResult {
    checks = List.copyOf(checks);
    captions = List.copyOf(captions);
  }

  /** How a check ended. */
  public enum Status {
    OK,
    WRONG,
    /** Something was found that an advisory check asks about; the set is sound all the same. */
    NOTED,
    SKIPPED
  }

  /**
   * One check.
   *
   * @param looked at so many things
   * @param wrong so many of them
   * @param note what else is to be known, why it was skipped for example, or an empty string
   * @param findings the first ones, in the order of files and rows
   */
  public record Outcome(
      Check check, Status status, long looked, long wrong, String note, List<Finding> findings) {
    public Outcome {
      findings = List.copyOf(findings);
    }
  }

  /** A table for people, with at most {@code most} findings of each check. */
  public String table(int most) {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : checks) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-7s  %-14s  %s%n",
              outcome.status() == Status.OK
                  ? "ok"
                  : outcome.status().name().toLowerCase(Locale.ROOT),
              outcome.check().word(),
              summary(outcome)));
      outcome.findings().stream()
          .limit(most)
          .forEach(finding -> text.append(indent()).append(finding.line()).append('\n'));
      long more = outcome.wrong() - Math.min(most, outcome.findings().size());
      if (more > 0) {
        text.append(indent()).append(String.format(Locale.ROOT, "and %,d more%n", more));
      }
    }
    captions.forEach(source -> text.append("captions ").append(source.line()).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d samples with %,d pictures in %,d shards.%n",
            sound ? "Sound" : "Not sound",
            rows,
            pictures,
            shards));
    return text.toString();
  }

  private static String indent() {
    return " ".repeat(25);
  }

  private static String summary(Outcome outcome) {
    String note = outcome.note().isEmpty() ? "" : "; " + outcome.note();
    return switch (outcome.status()) {
      case OK ->
          String.format(Locale.ROOT, "%,d: %s", outcome.looked(), outcome.check().claim()) + note;
      case NOTED ->
          String.format(Locale.ROOT, "%,d of %,d to look at", outcome.wrong(), outcome.looked())
              + note;
      case WRONG ->
          String.format(Locale.ROOT, "%,d wrong of %,d", outcome.wrong(), outcome.looked()) + note;
      case SKIPPED -> outcome.note();
    };
  }
}
