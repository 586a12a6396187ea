package io.github.oryxcuration.mixture.scored;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a shard, each with all of its scores: its own, those that lie beside it, and its
 * label.
 */
public final class JoinedRows implements Iterator<Sample>, Closeable {
  private static final SampleScores NONE = new SampleScores("", Map.of(), "");

  private final ShardReader shard;
  private final ScoreFile.@Nullable Reader scores;
  private final String path;
  private final Map<String, Double> labels;

  private JoinedRows(
      ShardReader shard,
      ScoreFile.@Nullable Reader scores,
      String path,
      Map<String, Double> labels) {
    this.shard = shard;
    this.scores = scores;
    this.path = path;
    this.labels = labels;
  }

  /** Opens a shard with its scores, without pictures. */
  public static JoinedRows open(ScoredSet set, String file) throws IOException {
    return of(set, ShardReader.openLight(set.shard(file)), file);
  }

  /** Opens a shard with its scores and the pictures that it holds itself. */
  public static JoinedRows openOwn(ScoredSet set, String file) throws IOException {
    return of(set, ShardReader.openOwn(set.shard(file)), file);
  }

  /** Opens a shard that has no scores beside it, without pictures. */
  public static JoinedRows alone(String path) throws IOException {
    return new JoinedRows(ShardReader.openLight(path), null, "", Map.of());
  }

  private static JoinedRows of(ScoredSet set, ShardReader shard, String file) throws IOException {
    String beside = set.scoreFile(file);
    try {
      return new JoinedRows(
          shard, beside.isEmpty() ? null : ScoreFile.open(beside), beside, set.labels());
    } catch (IOException | RuntimeException e) {
      shard.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return shard.hasNext();
  }

  /** 0-based number of the row that {@link #next} last returned. */
  public long rowNumber() {
    return shard.rowNumber();
  }

  /**
   * The next sample.
   *
   * @throws IllegalStateException if the scores beside it are of another sample
   */
  @Override
  public Sample next() {
    // Scores first: a row that cannot be read must not set the two apart.
    SampleScores of = scores != null && scores.hasNext() ? scores.next() : NONE;
    Sample sample = shard.next();
    if (scores == null) {
      return sample;
    }
    if (!of.id().equals(sample.id())) {
      throw new IllegalStateException(
          "%s does not fit its shard: row %d is of '%s', the sample is '%s'. Score the set again."
              .formatted(path, shard.rowNumber(), of.id(), sample.id()));
    }
    Map<String, Double> all = new TreeMap<>(sample.scores());
    all.putAll(of.values());
    Double label = labels.get(sample.id());
    if (label != null) {
      all.put(ScoreCurve.LABEL, label);
    }
    return sample.withScores(all);
  }

  @Override
  public void close() throws IOException {
    try {
      shard.close();
    } finally {
      if (scores != null) {
        scores.close();
      }
    }
  }
}
