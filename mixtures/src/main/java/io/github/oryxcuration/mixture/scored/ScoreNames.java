package io.github.oryxcuration.mixture.scored;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of the scores that samples have a value of. Nothing else is read of them, and no more
 * files than are needed to find all that are wanted.
 */
public final class ScoreNames {
  private static final String OWN = "scores.name";

  private final Set<String> wanted;
  private final Set<String> found = new TreeSet<>();
  private long rows;

  /** Reading stops once all of {@code wanted} are found. */
  public ScoreNames(Set<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  /** Looks into a shard, and not beside it. */
  public void add(String shard) throws IOException {
    read(shard, List.of(OWN));
  }

  /** Looks into what lies beside a shard of a set. */
  public void addBeside(ScoredSet set, String file) throws IOException {
    String scores = set.scoreFile(file);
    if (!isEnough() && !scores.isEmpty()) {
      read(scores, ScoreFile.names(scores));
    }
  }

  /** Some samples have a label. */
  public void addLabel() {
    found.add(ScoreCurve.LABEL);
  }

  /** Whether no sample was seen, so that nothing can be told. */
  public boolean sawNone() {
    return rows == 0;
  }

  /** What was found, in ascending order. */
  public Set<String> found() {
    return found;
  }

  private boolean isEnough() {
    return rows > 0 && found.containsAll(wanted);
  }

  private void read(String path, List<String> columns) throws IOException {
    if (isEnough()) {
      return;
    }
    try (ParquetRows samples = ParquetRows.open(path, columns)) {
      while (samples.hasNext() && !isEnough()) {
        rows++;
        try {
          samples.next().forEach(this::take);
        } catch (CurationException e) {
          // The build itself tells of rows that cannot be read.
        }
      }
    }
  }

  private void take(String column, @Nullable Object value) {
    if (value instanceof Double number && !number.isNaN()) {
      found.add(column);
    }
    if (value instanceof List<?> own) {
      for (Object score : own) {
        if (score instanceof Map<?, ?> named && named.get("name") instanceof String name) {
          found.add(name);
        }
      }
    }
  }
}
