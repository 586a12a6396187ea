package io.github.oryxcuration.cli.progress;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.progress.Progress;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One JSON object per line: {@code event} is stage, step, message or done; steps at most once per
 * second.
 */
final class JsonProgress implements Progress {
  private static final double INTERVAL_SECONDS = 1;

  private final PrintWriter out;
  private final StageClock clock;

  JsonProgress(PrintWriter out, LongSupplier nanos) {
    this.out = out;
    this.clock = new StageClock(nanos);
  }

  @Override
  public synchronized void stage(String name, long units) {
    done();
    clock.start(name, units);
    Map<String, Object> event = event("stage");
    event.put("units", units);
    print(event);
  }

  @Override
  public synchronized void step(long units) {
    clock.step(units);
    if (clock.running() && clock.isDue(INTERVAL_SECONDS)) {
      Map<String, Object> event = event("step");
      event.put("done", clock.done());
      event.put("units", clock.units());
      print(event);
    }
  }

  @Override
  public synchronized void message(String text) {
    Map<String, Object> event = event("message");
    event.put("text", text);
    print(event);
  }

  @Override
  public synchronized void done() {
    if (clock.running()) {
      Map<String, Object> event = event("done");
      event.put("done", clock.done());
      event.put("seconds", Math.round(clock.seconds() * 1000) / 1000.0);
      print(event);
      clock.stop();
    }
  }

  private Map<String, Object> event(String kind) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", kind);
    if (clock.running()) {
      event.put("stage", clock.name());
    }
    return event;
  }

  private void print(Map<String, Object> event) {
    out.println(Json.write(event));
    out.flush();
  }
}
