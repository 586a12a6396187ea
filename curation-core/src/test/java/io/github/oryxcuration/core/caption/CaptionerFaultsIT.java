package io.github.oryxcuration.core.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.caption.ModelServer.Reply;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.AppendLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand frames, a fifth of all calls fail, and the process is killed in the middle. */
class CaptionerFaultsIT {
  private static final int FRAMES = 1000;

  @TempDir Path folder;

  /** Every fifth request fails, each time in another way. */
  private static Reply faulty(int number, com.fasterxml.jackson.databind.JsonNode request) {
    if (number % 5 != 3) {
      return Reply.says(ModelServer.captionOf(request));
    }
    return switch (number / 5 % 5) {
      case 0 -> Reply.error(500, "oops");
      case 1 -> Reply.error(429, "slow down").with("Retry-After", "0");
      case 2 -> Reply.error(200, "{\"choices\":[");
      case 3 -> Reply.says("Cut off.").cutAt(9);
      default -> Reply.error(503, "");
    };
  }

  private String cachePath() {
    return folder.resolve("bucket-00.jsonl").toString();
  }

  /** How many answers each key has in the file. */
  private Map<String, Integer> answers() throws IOException {
    Map<String, Integer> answers = new HashMap<>();
    for (String line : AppendLog.read(cachePath())) {
      CaptionCache.Line entry =
          io.github.oryxcuration.core.json.Json.read(line, CaptionCache.Line.class);
      if (entry.answer() != null) {
        answers.merge(entry.key(), 1, Integer::sum);
      }
    }
    return answers;
  }

  @Test
  void allFramesAreCaptionedOnceAndTheCapHolds() throws Exception {
    long spent;
    int calls;
    try (ModelServer model = new ModelServer(CaptionerFaultsIT::faulty)) {
      HttpCaptionerSpec spec = Frames.spec(model.url(), "5.00");
      Spending all = spend(spec);
      assertThat(all.captioned()).isEqualTo(FRAMES);
      spent = all.spent();
      calls = model.requests().size();
      long worst = spec.worstPrice(Frames.request(0));
      assertThat(spent)
          .isBetween(FRAMES * 3_000_000L, FRAMES * 3_000_000L + (calls - FRAMES) * worst)
          .isLessThanOrEqualTo(5_000_000_000L);
    }
    assertThat(calls).isBetween(1200, 1300);
    assertThat(answers()).hasSize(FRAMES).allSatisfy((key, n) -> assertThat(n).isEqualTo(1));
    assertThat(CaptionCache.open(cachePath()).spentBefore()).isEqualTo(spent);
  }

  /** What a run of all frames does: how many it captions, and how many the cap leaves. */
  private record Spending(int captioned, int overCap, long spent) {}

  private Spending spend(HttpCaptionerSpec spec) throws Exception {
    int overCap = 0;
    int captioned = 0;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (HttpCaptioner captioner =
        HttpCaptioner.open(spec, CaptionCache.open(cachePath()), v -> "key", new VirtualPause())) {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        CaptionRequest request = Frames.request(i);
        running.add(threads.submit(() -> captioner.caption(request)));
      }
      for (Future<String> answer : running) {
        try {
          assertThat(answer.get()).startsWith("A frame that shows the number ");
          captioned++;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  CurationException.class,
                  lost -> assertThat(lost.reason()).isEqualTo(Reason.CAPTION_OVER_CAP));
          overCap++;
        }
      }
      return new Spending(captioned, overCap, captioner.spent());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void capThatBindsIsUsedUpToTheLastCallThatFitsAndNeverPassed() throws Exception {
    try (ModelServer model = new ModelServer(CaptionerFaultsIT::faulty)) {
      HttpCaptionerSpec spec = Frames.spec(model.url(), "1.50");
      long cap = 1_500_000_000L;

      Spending first = spend(spec);

      assertThat(first.captioned() + first.overCap()).isEqualTo(FRAMES);
      assertThat(first.spent()).isBetween(cap - spec.worstPrice(Frames.request(0)) + 1, cap);
      // Some money went into calls that failed with an answer or none, and is counted.
      assertThat(first.spent()).isGreaterThan(first.captioned() * 3_000_000L);
      assertThat(answers()).hasSize(first.captioned());

      // Neither a rerun nor a third one spends a cent more; what is there costs nothing.
      int calls = model.requests().size();
      assertThat(spend(spec)).isEqualTo(first);
      assertThat(spend(spec)).isEqualTo(first);
      assertThat(model.requests()).hasSize(calls);
    }
  }

  @Test
  void killedRunGoesOnWithoutAskingTwiceForWhatItKept() throws Exception {
    try (ModelServer model = new ModelServer(CaptionerFaultsIT::faulty)) {
      Process child = start(model.url());
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (model.requests().size() < 400 && System.nanoTime() < deadline) {
        assertThat(child.isAlive()).as("the child runs until it is killed").isTrue();
        Thread.onSpinWait();
      }
      child.destroyForcibly().waitFor();
      Map<String, Integer> kept = answers();
      int before = model.requests().size();
      assertThat(kept).hasSizeBetween(200, FRAMES - 1);

      assertThat(start(model.url()).waitFor()).isZero();

      List<String> asked = new ArrayList<>();
      for (var request : model.requests().subList(before, model.requests().size())) {
        asked.add(ModelServer.captionOf(request));
      }
      for (int frame = 0; frame < FRAMES; frame++) {
        CaptionRequest request = Frames.request(frame);
        if (kept.containsKey(request.key(identity(model.url())))) {
          assertThat(asked).doesNotContain(caption(request));
        }
      }
      assertThat(answers()).hasSize(FRAMES).allSatisfy((key, n) -> assertThat(n).isEqualTo(1));
    }
  }

  private static String caption(CaptionRequest request) {
    return ModelServer.captionOf(
        readTree(ChatMessages.request(Frames.spec("http://x", "1"), request, 7)));
  }

  private static com.fasterxml.jackson.databind.JsonNode readTree(byte[] json) {
    return io.github.oryxcuration.core.json.Json.read(
        json, com.fasterxml.jackson.databind.JsonNode.class);
  }

  private String identity(String url) throws IOException {
    try (HttpCaptioner captioner =
        HttpCaptioner.open(
            Frames.spec(url, "5"), CaptionCache.open(folder.resolve("other.jsonl").toString()))) {
      return captioner.identity();
    }
  }

  private Process start(String url) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CaptionRun.class.getName(),
            url,
            cachePath(),
            String.valueOf(FRAMES));
    builder.environment().put("PLAYED_KEY", "key");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }
}
