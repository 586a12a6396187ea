package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.threads.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets threads check shards, each the next one that nobody has taken. */
final class ShardsInThreads {
  private final Findings findings;
  private final SampleCheck samples;
  private final ValidationOptions options;
  private final String scratch;

  /** One file, and what the manifest says of it. */
  record Job(String path, Manifest.@Nullable Shard said) {}

  ShardsInThreads(
      Findings findings, SampleCheck samples, ValidationOptions options, String scratch) {
    this.findings = findings;
    this.samples = samples;
    this.options = options;
    this.scratch = scratch;
  }

  /**
   * Checks all; adds rows and tokens by source to {@code sources}.
   *
   * @param haystacks files that are checked first, by {@code films}
   * @return what the captions are like
   */
  List<CaptionStatistics> run(
      List<Job> haystacks,
      HaystackCheck films,
      List<Job> jobs,
      Map<String, long[]> sources,
      Progress progress)
      throws IOException {
    progress.stage("validate", haystacks.size() + jobs.size());
    int threads = Math.max(1, Math.min(options.threads(), Math.max(jobs.size(), haystacks.size())));
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Map<String, long[]>> captions = new ArrayList<>();
    try {
      checkHaystacks(haystacks, films, pool, progress); // samples are compared with them
      List<Future<Seen>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        results.add(pool.submit(() -> work(thread, jobs, next, progress)));
      }
      for (Future<Seen> result : results) {
        Seen seen = Results.of(result);
        seen.sources.forEach((source, sums) -> sources.merge(source, sums, ShardsInThreads::plus));
        captions.add(seen.captions);
      }
    } finally {
      pool.shutdownNow();
    }
    progress.done();
    List<String> files = jobs.stream().map(job -> Storage.name(job.path)).toList();
    return SampleIndexes.report(scratch, threads, files, captions, findings);
  }

  /** What one thread has seen: rows and tokens, and lengths of captions, by source. */
  private record Seen(Map<String, long[]> sources, Map<String, long[]> captions) {}

  private static void checkHaystacks(
      List<Job> haystacks, HaystackCheck films, ExecutorService pool, Progress progress)
      throws IOException {
    List<Future<Seen>> results = new ArrayList<>();
    for (Job job : haystacks) {
      results.add(
          pool.submit(
              () -> {
                films.check(job.path, job.said);
                progress.step(1);
                return new Seen(Map.of(), Map.of());
              }));
    }
    for (Future<Seen> result : results) {
      Results.of(result);
    }
  }

  private Seen work(int thread, List<Job> jobs, AtomicInteger next, Progress progress)
      throws IOException {
    try (SampleIndexes indexes = new SampleIndexes(scratch, thread, findings)) {
      ShardCheck shard = new ShardCheck(findings, samples, indexes, options.quick());
      for (int i = next.getAndIncrement(); i < jobs.size(); i = next.getAndIncrement()) {
        shard.check(jobs.get(i).path, i, jobs.get(i).said);
        progress.step(1);
      }
      indexes.commit();
      return new Seen(shard.sources(), indexes.captionLengths());
    }
  }

  private static long[] plus(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1]};
  }
}
