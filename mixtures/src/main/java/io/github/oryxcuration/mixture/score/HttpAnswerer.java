package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.caption.CaptionCache;
import io.github.oryxcuration.core.caption.CaptionPrompt;
import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.HttpCaptioner;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.threads.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server as captioners do: with their cache, by the seed of each answer too, their caps and
 * their retries. Calls of a batch are made at once, as many as the spec allows.
 */
final class HttpAnswerer implements Answerer {
  private static final String PROMPT = "answer-1";

  /** With its retries. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(30);

  private final HttpCaptioner greedy;
  private final HttpCaptioner drawing;
  private final ThreadPoolExecutor calls;

  private HttpAnswerer(HttpCaptioner greedy, HttpCaptioner drawing, int concurrency) {
    this.greedy = greedy;
    this.drawing = drawing;
    this.calls =
        new ThreadPoolExecutor(
            concurrency, concurrency, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  /**
   * A model for one shard.
   *
   * @param folder where answers are kept
   */
  static HttpAnswerer open(
      HttpCaptionerSpec greedy, HttpCaptionerSpec drawing, String folder, String shard)
      throws IOException {
    HttpCaptioner likeliest = captioner(greedy, folder, shard + "-greedy.jsonl");
    try {
      HttpCaptioner drawn = captioner(drawing, folder, shard + "-drawn.jsonl");
      return new HttpAnswerer(likeliest, drawn, drawing.concurrency());
    } catch (IOException | RuntimeException e) {
      likeliest.close();
      throw e;
    }
  }

  private static HttpCaptioner captioner(HttpCaptionerSpec spec, String folder, String file)
      throws IOException {
    return HttpCaptioner.open(spec, CaptionCache.open(Storage.child(folder, file)));
  }

  @Override
  public List<Reply> answer(List<AnswerRequest> batch) throws IOException {
    List<List<Future<String>>> pending = new ArrayList<>();
    for (AnswerRequest request : batch) {
      List<Future<String>> answers = new ArrayList<>();
      if (request.greedy()) {
        answers.add(calls.submit(() -> ask(greedy, request, 0)));
      }
      for (long seed : request.seeds()) {
        answers.add(calls.submit(() -> ask(drawing, request, seed)));
      }
      pending.add(answers);
    }
    List<Reply> replies = new ArrayList<>();
    for (List<Future<String>> answers : pending) {
      replies.add(reply(answers));
    }
    return replies;
  }

  private static Reply reply(List<Future<String>> answers) throws IOException {
    List<String> texts = new ArrayList<>();
    try {
      for (Future<String> answer : answers) {
        texts.add(Results.of(answer));
      }
      return Reply.of(texts, null);
    } catch (CurationException e) {
      return Reply.failed(e.reason() + ": " + e.explanation());
    }
  }

  private static String ask(HttpCaptioner model, AnswerRequest request, long seed)
      throws IOException {
    CaptionRequest asked =
        new CaptionRequest(
            request.id(),
            new CaptionPrompt(PROMPT, request.text()),
            request.pictures(),
            Collections.nCopies(request.pictures().size(), Map.of()),
            seed);
    try {
      return model.caption(asked);
    } catch (CurationException e) {
      if (e.reason() == Reason.CAPTION_UNUSABLE) {
        return ""; // the model refuses, which is an answer of its own
      }
      if (e.reason() == Reason.CAPTION_OVER_CAP) {
        throw new ScoringStoppedException(
            "The cap on money is reached: "
                + e.explanation()
                + ". Every answer so far is kept; run again with a larger --cap to go on.");
      }
      throw e;
    }
  }

  /** Drops what was not asked yet, and waits for the answers under way: they are paid for. */
  @Override
  public void close() throws IOException {
    calls.getQueue().clear();
    Results.awaitEnd(calls, LONGEST_CALL);
    try {
      greedy.close();
    } finally {
      drawing.close();
    }
  }
}
