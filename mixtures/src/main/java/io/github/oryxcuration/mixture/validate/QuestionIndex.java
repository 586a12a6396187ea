package io.github.oryxcuration.mixture.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the same question on the same pictures with different short answers, in bounded memory.
 * Long answers may well differ and agree; they are left out.
 */
final class QuestionIndex implements Closeable {
  private static final int KEY = 16;
  private static final int MOST_WORDS = 5;
  private static final Buckets ONE = new Buckets(1);

  private final RunWriter run;

  QuestionIndex(String path) {
    run = new RunWriter(path, KEY, ONE);
  }

  /** Adds the questions of a sample; returns how many have a short answer. */
  int add(SamplePlace place, Sample sample) throws IOException {
    if (sample.needle() != null) {
      return 0;
    }
    StringBuilder pictures = new StringBuilder();
    for (Frame frame : sample.frames()) {
      pictures.append(frame.sha256()).append(' ');
    }
    int added = 0;
    for (Exchange exchange : Exchange.of(sample)) {
      List<String> words = NormalAnswer.words(exchange.answer());
      if (!words.isEmpty() && words.size() <= MOST_WORDS) {
        String question = pictures + NormalAnswer.of(exchange.question());
        byte[] answer = String.join(" ", words).getBytes(UTF_8);
        byte[] where = place.bytes();
        ByteBuffer value = ByteBuffer.allocate(4 + answer.length + where.length);
        value.putInt(answer.length).put(answer).put(where);
        run.add(Arrays.copyOf(Digest.of(question.getBytes(UTF_8)), KEY), value.array());
        added++;
      }
    }
    return added;
  }

  void commit() throws IOException {
    run.commit();
  }

  @Override
  public void close() throws IOException {
    run.close();
  }

  /** One question with its answer, as the index keeps it. */
  private record Asked(ByteBuffer key, String answer, SamplePlace place) {
    static Asked of(RunRow row) {
      ByteBuffer value = ByteBuffer.wrap(row.value());
      byte[] answer = new byte[value.getInt()];
      value.get(answer);
      return new Asked(
          ByteBuffer.wrap(row.key()), new String(answer, UTF_8), SamplePlace.of(value));
    }
  }

  /** Reports every further answer to a question that has one; {@code files} name the shards. */
  static void report(List<String> paths, List<String> files, Findings findings) throws IOException {
    List<String> there = paths.stream().filter(Storage::exists).toList();
    try (RunReader rows = RunReader.open(there, 0)) {
      @Nullable Asked first = null;
      String last = "";
      while (rows.hasNext()) {
        Asked asked = Asked.of(rows.next());
        if (first == null || !first.key.equals(asked.key)) {
          first = asked;
        } else if (!asked.answer.equals(last)) {
          String message =
              "'%s', but '%s' in %s, to the same question on the same pictures"
                  .formatted(asked.answer, first.answer, first.place.told(files));
          findings.wrong(Check.CONTRADICTIONS, asked.place.finding(files, message));
        }
        last = asked.answer;
      }
    }
  }
}
