package io.github.oryxcuration.mixture.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Gathers what all threads find; keeps the first findings of each check and counts the others. */
final class Findings {
  private static final int KEPT = 100;

  private final Map<Check, Tally> tallies = new EnumMap<>(Check.class);

  private static final class Tally {
    private final TreeSet<Finding> first = new TreeSet<>();
    private long looked;
    private long wrong;
    private boolean skipped;
    private String note = "";
  }

  Findings() {
    for (Check check : Check.values()) {
      tallies.put(check, new Tally());
    }
  }

  private Tally tally(Check check) {
    return Objects.requireNonNull(tallies.get(check));
  }

  /** So many more things were looked at. */
  synchronized void looked(Check check, long things) {
    tally(check).looked += things;
  }

  /** One thing is wrong; it was, or will be, counted as looked at. */
  synchronized void wrong(Check check, Finding finding) {
    Tally tally = tally(check);
    tally.wrong++;
    tally.first.add(finding);
    if (tally.first.size() > KEPT) {
      tally.first.pollLast();
    }
  }

  synchronized void note(Check check, String note) {
    tally(check).note = note;
  }

  synchronized void skip(Check check, String why) {
    Tally tally = tally(check);
    tally.skipped = true;
    tally.note = why;
  }

  synchronized long lookedAt(Check check) {
    return tally(check).looked;
  }

  synchronized List<ValidationResult.Outcome> outcomes() {
    List<ValidationResult.Outcome> outcomes = new ArrayList<>();
    tallies.forEach(
        (check, tally) ->
            outcomes.add(
                new ValidationResult.Outcome(
                    check,
                    tally.wrong > 0
                        ? check.isAdvisory()
                            ? ValidationResult.Status.NOTED
                            : ValidationResult.Status.WRONG
                        : tally.skipped
                            ? ValidationResult.Status.SKIPPED
                            : ValidationResult.Status.OK,
                    tally.looked,
                    tally.wrong,
                    tally.note,
                    List.copyOf(tally.first))));
    return outcomes;
  }
}
