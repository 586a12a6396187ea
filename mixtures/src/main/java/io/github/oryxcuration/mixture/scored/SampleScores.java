package io.github.oryxcuration.mixture.scored;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found out of one sample.
 *
 * @param id of the sample
 * @param values by the name of the score; a score that does not apply to the sample is absent. One
 *     that is known within bounds alone has them in {@code NAME_low} and {@code NAME_high}
 * @param answers what a model answered, as JSON, or an empty string
 */
public record SampleScores(String id, Map<String, Double> values, String answers) {
  public SampleScores {
    requireNonNull(id, "id");
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    requireNonNull(answers, "answers");
    values.forEach(
        (name, value) -> {
          if (value.isNaN()) {
            throw new IllegalArgumentException(
                "score " + name + " of " + id + " must be a number; leave it out where it is none");
          }
        });
  }
}
