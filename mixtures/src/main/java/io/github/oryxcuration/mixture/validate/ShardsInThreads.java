package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

  /** Adds rows and tokens by source to {@code sources}. */
  void run(List<Job> jobs, Map<String, long[]> sources, Progress progress) throws IOException {
    progress.stage("validate", jobs.size());
    int threads = Math.max(1, Math.min(options.threads(), jobs.size()));
    List<String> runs = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      runs.add(Storage.child(scratch, "ids-" + t + ".run"));
    }
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Map<String, long[]>>> results = new ArrayList<>();
      for (String run : runs) {
        results.add(pool.submit(() -> work(run, jobs, next, progress)));
      }
      for (Future<Map<String, long[]>> result : results) {
        get(result).forEach((source, sums) -> sources.merge(source, sums, ShardsInThreads::plus));
      }
    } finally {
      pool.shutdownNow();
    }
    progress.done();
    IdIndex.report(runs, jobs.stream().map(job -> Storage.name(job.path)).toList(), findings);
  }

  private Map<String, long[]> work(
      String run, List<Job> jobs, AtomicInteger next, Progress progress) throws IOException {
    try (IdIndex ids = new IdIndex(run)) {
      ShardCheck shard = new ShardCheck(findings, samples, ids, options.quick());
      for (int i = next.getAndIncrement(); i < jobs.size(); i = next.getAndIncrement()) {
        shard.check(jobs.get(i).path, i, jobs.get(i).said);
        progress.step(1);
      }
      ids.commit();
      return shard.sources();
    }
  }

  private static long[] plus(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1]};
  }

  private static Map<String, long[]> get(Future<Map<String, long[]>> result) throws IOException {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
