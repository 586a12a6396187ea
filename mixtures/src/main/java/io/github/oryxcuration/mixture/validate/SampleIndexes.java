package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one thread keeps of its samples, to be compared with those of all threads at the end. */
final class SampleIndexes implements Closeable {
  private final IdIndex ids;
  private final QuestionIndex questions;
  private final CaptionIndex captions;
  private final PictureIndex pictures;
  private final Findings findings;

  /** {@code scratch} and {@code thread} name the files. */
  SampleIndexes(String scratch, int thread, Findings findings) {
    this.ids = new IdIndex(path(scratch, "ids", thread));
    this.questions = new QuestionIndex(path(scratch, "questions", thread));
    this.captions = new CaptionIndex(path(scratch, "captions", thread));
    this.pictures = new PictureIndex(path(scratch, "pictures", thread));
    this.findings = findings;
  }

  private static String path(String scratch, String what, int thread) {
    return Storage.child(scratch, what + "-" + thread + ".run");
  }

  /** For files of which nothing but ids is known. */
  IdIndex ids() {
    return ids;
  }

  /**
   * Adds a sample.
   *
   * @param hashes of its pictures, or none where they were not looked at
   */
  void add(int shard, long row, Sample sample, long[] hashes) throws IOException {
    SamplePlace place = new SamplePlace(shard, row, sample.source(), sample.id());
    ids.add(sample.id(), shard, row);
    findings.looked(Check.CONTRADICTIONS, questions.add(place, sample));
    captions.add(sample);
    pictures.add(place, sample, hashes);
  }

  void commit() throws IOException {
    ids.commit();
    questions.commit();
    captions.commit();
    pictures.commit();
  }

  Map<String, long[]> captionLengths() {
    return captions.lengths();
  }

  @Override
  public void close() throws IOException {
    ids.close();
    questions.close();
    captions.close();
    pictures.close();
  }

  /** Compares the samples of all threads; {@code files} are the names of the shards. */
  static List<CaptionStatistics> report(
      String scratch,
      int threads,
      List<String> files,
      List<Map<String, long[]>> lengths,
      Findings findings)
      throws IOException {
    IdIndex.report(paths(scratch, "ids", threads), files, findings);
    QuestionIndex.report(paths(scratch, "questions", threads), files, findings);
    String byLook = Storage.child(scratch, "looks.run");
    PictureIndex.report(paths(scratch, "pictures", threads), files, byLook, findings);
    Map<String, long[]> all = new TreeMap<>();
    lengths.forEach(one -> one.forEach((source, of) -> all.merge(source, of, SampleIndexes::sum)));
    return CaptionIndex.statistics(paths(scratch, "captions", threads), all);
  }

  private static List<String> paths(String scratch, String what, int threads) {
    List<String> paths = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      paths.add(path(scratch, what, thread));
    }
    return paths;
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
