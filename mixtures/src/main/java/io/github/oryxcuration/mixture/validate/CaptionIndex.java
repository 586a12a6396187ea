package io.github.oryxcuration.mixture.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what captions are like, by source, in bounded memory: lengths in a histogram, repeated
 * captions and openings by a sort.
 */
final class CaptionIndex implements Closeable {
  private static final String TASK = "caption";
  private static final int KEY = 16;
  private static final Buckets ONE = new Buckets(1);
  private static final int OPENING_WORDS = 3;
  private static final byte WHOLE = 0;
  private static final byte OPENING = 1;

  /** Longer captions count as so long. */
  private static final int MOST_WORDS = 4095;

  private final RunWriter run;
  private final Map<String, long[]> lengths = new TreeMap<>();

  CaptionIndex(String path) {
    run = new RunWriter(path, KEY, ONE);
  }

  void add(Sample sample) throws IOException {
    if (!sample.task().contains(TASK)) {
      return;
    }
    for (Exchange exchange : Exchange.of(sample)) {
      List<String> words = NormalAnswer.allWords(exchange.answer());
      lengths
          .computeIfAbsent(sample.source(), s -> new long[MOST_WORDS + 1])[
          Math.min(words.size(), MOST_WORDS)]++;
      count(WHOLE, sample.source(), words);
      count(OPENING, sample.source(), words.subList(0, Math.min(OPENING_WORDS, words.size())));
    }
  }

  private void count(byte kind, String source, List<String> words) throws IOException {
    String text = kind + "\n" + source + "\n" + String.join(" ", words);
    byte[] from = source.getBytes(UTF_8);
    byte[] opening = kind == OPENING ? String.join(" ", words).getBytes(UTF_8) : new byte[0];
    ByteBuffer value = ByteBuffer.allocate(5 + from.length + opening.length);
    value.put(kind).putInt(from.length).put(from).put(opening);
    run.add(Arrays.copyOf(Digest.of(text.getBytes(UTF_8)), KEY), value.array());
  }

  void commit() throws IOException {
    run.commit();
  }

  @Override
  public void close() throws IOException {
    run.close();
  }

  /** How many captions have so many words, by source; the index is the number of words. */
  Map<String, long[]> lengths() {
    return lengths;
  }

  /** What is counted of one source while equal texts pass by. */
  private static final class Counts {
    private long distinct;
    private String opening = "";
    private long opened;
  }

  /** One per source that has captions, from the files of all threads. */
  static List<CaptionStatistics> statistics(List<String> paths, Map<String, long[]> lengths)
      throws IOException {
    Map<String, Counts> counts = new TreeMap<>();
    List<String> there = paths.stream().filter(Storage::exists).toList();
    try (RunReader rows = RunReader.open(there, 0)) {
      RunRow before = null;
      long times = 0;
      while (rows.hasNext()) {
        RunRow row = rows.next();
        if (before != null && !Arrays.equals(before.key(), row.key())) {
          count(counts, before, times);
          times = 0;
        }
        before = row;
        times++;
      }
      if (before != null) {
        count(counts, before, times);
      }
    }
    List<CaptionStatistics> all = new ArrayList<>();
    lengths.forEach(
        (source, histogram) -> {
          Counts found = counts.getOrDefault(source, new Counts());
          all.add(
              CaptionStatistics.of(source, histogram, found.distinct, found.opening, found.opened));
        });
    return all;
  }

  private static void count(Map<String, Counts> counts, RunRow row, long times) {
    ByteBuffer value = ByteBuffer.wrap(row.value());
    byte kind = value.get();
    byte[] source = new byte[value.getInt()];
    value.get(source);
    Counts of = counts.computeIfAbsent(new String(source, UTF_8), s -> new Counts());
    if (kind == WHOLE) {
      of.distinct++;
      return;
    }
    String opening = UTF_8.decode(value).toString();
    if (times > of.opened || (times == of.opened && opening.compareTo(of.opening) < 0)) {
      of.opening = opening;
      of.opened = times;
    }
  }
}
