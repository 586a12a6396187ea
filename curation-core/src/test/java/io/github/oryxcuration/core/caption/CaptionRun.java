package io.github.oryxcuration.core.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process that captions frames, for tests that kill it. */
final class CaptionRun {
  private CaptionRun() {}

  public static void main(String[] args) throws Exception {
    HttpCaptionerSpec spec = Frames.spec(args[0], "5.00");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (HttpCaptioner captioner =
        HttpCaptioner.open(spec, CaptionCache.open(args[1]), System::getenv, new VirtualPause())) {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        int frame = i;
        running.add(threads.submit(() -> captioner.caption(Frames.request(frame))));
      }
      for (Future<String> answer : running) {
        answer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    System.exit(0);
  }
}
