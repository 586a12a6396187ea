package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.decoder.DecodeBatch;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.SequenceCache;
import io.github.oryxcuration.runtime.sampling.Draw;
import io.github.oryxcuration.runtime.sampling.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One call of {@link Generator}: what it holds, and frees. */
final class Generation implements AutoCloseable {
  private final Decoder decoder;
  private final Detokenizer detokenizer;
  private final int chunk;
  private final List<PromptInput> prompts;
  private final Sampling sampling;
  private final Limits limits;
  private final Progress progress;
  private final List<SequenceCache> caches = new ArrayList<>();
  private final List<AnswerRow> rows = new ArrayList<>();
  private final long start = System.nanoTime();
  private boolean cancelled;
  private int promptTokens;
  private int prefills;
  private int prefixCaches;
  private int steps;
  private int stepped;
  private long prefilled = start;
  private long firstToken = start;

  Generation(
      Decoder decoder,
      Detokenizer detokenizer,
      int chunk,
      List<PromptInput> prompts,
      Sampling sampling,
      Limits limits,
      Progress progress) {
    this.decoder = decoder;
    this.detokenizer = detokenizer;
    this.chunk = chunk;
    this.prompts = prompts;
    this.sampling = sampling;
    this.limits = limits;
    this.progress = progress;
  }

  Generated run() {
    for (int prompt = 0; prompt < prompts.size(); prompt++) {
      prefill(prompt);
    }
    prefilled = System.nanoTime();
    try (DecodeBatch batch = decoder.newBatch()) {
      decode(batch);
    }
    return new Generated(answers(), metrics(System.nanoTime()));
  }

  private void prefill(int prompt) {
    PromptInput input = prompts.get(prompt);
    List<AnswerRow> own = newRows(prompt, input);
    rows.addAll(own);
    int positions = decoder.rows(input.embeddings());
    checkLength(prompt, positions);
    if (isCancelled()) {
      own.forEach(AnswerRow::cancel);
      return;
    }
    promptTokens += positions;
    // One answer goes on in the prompt's own cache; several keep what is theirs apart.
    int room = positions + (input.answers() == 1 ? limits.maxNewTokens() - 1 : 0);
    SequenceCache cache = decoder.newCache(room);
    prefixCaches++;
    caches.add(cache);
    prefills++;
    float[] logits =
        Prefill.run(
            decoder, input.embeddings(), cache, chunk, limits.usableIds(), this::isCancelled);
    for (AnswerRow row : own) {
      if (logits.length == 0) {
        row.cancel();
      } else {
        row.choose(logits.clone(), 0);
      }
    }
    if (firstToken == start) {
      firstToken = System.nanoTime();
    }
  }

  /** Once is enough. */
  private boolean isCancelled() {
    cancelled |= progress.isCancelled();
    return cancelled;
  }

  private List<AnswerRow> newRows(int prompt, PromptInput input) {
    List<AnswerRow> own = new ArrayList<>();
    for (Draw draw : input.draws()) {
      own.add(
          new AnswerRow(
              prompt,
              own.size(),
              draw.sampler(sampling),
              new TextStream(detokenizer, limits.exact() ? List.of() : limits.stopStrings()),
              limits,
              progress));
    }
    return own;
  }

  private void checkLength(int prompt, int positions) {
    int most = decoder.config().maxPositions();
    if (positions < 1 || positions > most - limits.maxNewTokens()) {
      throw new IllegalArgumentException(
          "prompt "
              + prompt
              + " has "
              + positions
              + " positions and up to "
              + limits.maxNewTokens()
              + " more to come; allowed are 1 and more, and "
              + most
              + " in all. Shorten the prompt, or ask for fewer new tokens");
    }
  }

  private void decode(DecodeBatch batch) {
    List<AnswerRow> active = rows.stream().filter(row -> !row.isFinished()).toList();
    for (int prompt = 0; prompt < caches.size(); prompt++) {
      int left = count(active, prompt);
      if (left == 0) {
        caches.get(prompt).close();
      } else {
        batch.add(caches.get(prompt), left, limits.maxNewTokens() - 1);
      }
    }
    while (!active.isEmpty()) {
      if (isCancelled()) {
        active.forEach(AnswerRow::cancel);
        return;
      }
      long[] ids = active.stream().mapToLong(AnswerRow::lastId).toArray();
      float[] logits = batch.step(ids, limits.usableIds());
      steps++;
      stepped += ids.length;
      for (int i = 0; i < ids.length; i++) {
        active.get(i).choose(logits, i * limits.usableIds());
      }
      active = drop(batch, active);
    }
  }

  /** Rows that ended leave the batch, and a prompt without rows leaves the memory. */
  private List<AnswerRow> drop(DecodeBatch batch, List<AnswerRow> active) {
    boolean[] keep = new boolean[active.size()];
    List<AnswerRow> left = new ArrayList<>();
    for (int i = 0; i < keep.length; i++) {
      keep[i] = !active.get(i).isFinished();
      if (keep[i]) {
        left.add(active.get(i));
      }
    }
    if (left.size() < active.size()) {
      batch.keep(keep);
      for (AnswerRow row : active) {
        if (count(left, row.prompt()) == 0) {
          caches.get(row.prompt()).close();
        }
      }
    }
    return left;
  }

  private static int count(List<AnswerRow> rows, int prompt) {
    return (int) rows.stream().filter(row -> row.prompt() == prompt).count();
  }

  private List<List<Answer>> answers() {
    List<List<Answer>> answers = new ArrayList<>();
    for (int prompt = 0; prompt < prompts.size(); prompt++) {
      int wanted = prompt;
      answers.add(
          rows.stream().filter(row -> row.prompt() == wanted).map(AnswerRow::answer).toList());
    }
    return answers;
  }

  private Metrics metrics(long end) {
    return new Metrics(
        promptTokens,
        rows.stream().mapToInt(AnswerRow::size).sum(),
        stepped,
        prefills,
        prefixCaches,
        steps,
        Duration.ZERO,
        Duration.ofNanos(prefilled - start),
        Duration.ofNanos(firstToken - start),
        Duration.ofNanos(end - prefilled));
  }

  @Override
  public void close() {
    caches.forEach(SequenceCache::close);
  }
}
