package io.github.oryxcuration.core.caption;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.AppendLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What captioners answered and what it cost, one append-only file per bucket. A call is announced
 * before it is made and closed after it, so that a run that is killed knows afterwards what it may
 * have spent; an answer is kept before it is used, so that no call is made twice for it.
 */
public final class CaptionCache implements Closeable {
  /**
   * A line of the file.
   *
   * @param key of the request
   * @param worst set where a call begins: the price set aside
   * @param cost set where a call ends: what it cost
   * @param answer set where it gave one that can be used
   * @param reason set where no further call would give one
   * @param message that goes with it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String key,
      @Nullable Long worst,
      @Nullable Long cost,
      @Nullable String answer,
      @Nullable Reason reason,
      @Nullable String message) {}

  private record Refusal(Reason reason, String message) {}

  private final AppendLog log;
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, Refusal> refusals = new HashMap<>();
  private final Map<String, Long> open = new HashMap<>();
  private long spent;

  private CaptionCache(AppendLog log) {
    this.log = log;
  }

  /** Reads what earlier runs left and opens the file to add to it. */
  public static CaptionCache open(String path) throws IOException {
    java.util.List<String> lines = AppendLog.read(path);
    CaptionCache cache = new CaptionCache(AppendLog.open(path));
    for (String text : lines) {
      try {
        cache.take(Json.read(text, Line.class));
      } catch (UncheckedIOException e) {
        cache.close();
        throw new IOException(path + " holds a line that is none of its own: " + text, e);
      }
    }
    // Calls that were under way when a run died count as paid in full.
    cache.spent += cache.open.values().stream().mapToLong(Long::longValue).sum();
    cache.open.clear();
    return cache;
  }

  private void take(Line line) {
    Long worst = line.worst;
    Long cost = line.cost;
    if (worst != null) {
      spent += open.getOrDefault(line.key, 0L);
      open.put(line.key, worst);
    }
    if (cost != null) {
      open.remove(line.key);
      spent += cost;
    }
    String answer = line.answer;
    if (answer != null) {
      answers.putIfAbsent(line.key, answer);
    }
    Reason reason = line.reason;
    String message = line.message;
    if (reason != null && message != null) {
      refusals.putIfAbsent(line.key, new Refusal(reason, message));
    }
  }

  /**
   * What was answered before, or null.
   *
   * @throws CurationException where it was found before that there is no answer
   */
  public synchronized @Nullable String find(String key) {
    Refusal refusal = refusals.get(key);
    if (refusal != null) {
      throw new CurationException(refusal.reason, refusal.message);
    }
    return answers.get(key);
  }

  public synchronized int size() {
    return answers.size();
  }

  /** Billionths spent by all runs so far, calls without an end at their worst price. */
  long spentBefore() {
    return spent;
  }

  void begin(String key, long worst) throws IOException {
    log.add(Json.write(new Line(key, worst, null, null, null, null)));
  }

  /** Ends a call that gave nothing to keep. */
  void fail(String key, long cost) throws IOException {
    log.add(Json.write(new Line(key, null, cost, null, null, null)));
  }

  /** Keeps an answer, whose call ends with it. */
  synchronized void keep(String key, long cost, String answer) throws IOException {
    log.add(Json.write(new Line(key, null, cost, answer, null, null)));
    answers.putIfAbsent(key, answer);
  }

  /** Remembers that a request has no answer, so that a rerun does not ask again. */
  synchronized void refuse(String key, CurationException why) throws IOException {
    log.add(Json.write(new Line(key, null, null, null, why.reason(), why.explanation())));
    refusals.putIfAbsent(key, new Refusal(why.reason(), why.explanation()));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
