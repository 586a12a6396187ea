package io.github.oryxcuration.mixture.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores by way of a server on loopback. */
class HttpAnswererTest {
  @TempDir private Path folder;
  private HttpServer server;
  private final ConcurrentLinkedQueue<JsonNode> asked = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = Json.mapper().readTree(exchange.getRequestBody());
    asked.add(body);
    boolean drawn = body.path("temperature").asDouble() > 0;
    String text = drawn && body.path("seed").asLong() % 2 == 0 ? "blue" : "red";
    byte[] answer =
        Json.write(
                Map.of(
                    "choices",
                    List.of(Map.of("message", Map.of("content", text), "finish_reason", "stop"))))
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private HttpModel model(ScoreOptions options, String cap, String answerPrice) {
    return HttpModel.of(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
        "m",
        "",
        4,
        BigDecimal.ZERO,
        new BigDecimal(answerPrice),
        new BigDecimal(cap),
        options);
  }

  @Test
  void theCapEndsTheRunAndALargerOneGoesOn() throws IOException {
    Path set = folder.resolve("set");
    new FinishedSet(set)
        .shard(Samples.text("a", 1, "Which?", "red"), Samples.text("a", 2, "What?", "red"))
        .write();
    // Each call may cost 16 tokens; the server does not say, so each does.
    ScoreOptions options = new ScoreOptions(3, 0.7, false, 0, 200, 16, 256, 7);
    String out = folder.resolve("s").toString();

    assertThatThrownBy(
            () ->
                ScorePipeline.of(set.toString(), out, model(options, "0.000060", "1"), options)
                    .run(new LocalFlow(1, Progress.NONE)))
        .hasMessageContaining("The cap on money is reached")
        .hasMessageContaining("run again with a larger --cap");

    int paid = asked.size();
    assertThat(paid).isPositive();
    assertThat(
            ScorePipeline.of(set.toString(), out, model(options, "1", "1"), options)
                .run(new LocalFlow(1, Progress.NONE)))
        .isEqualTo(Map.of("a", new ScorePipeline.Scored(2, 2, 0)));
    assertThat(asked).hasSize(8);
  }

  @Test
  void everyAnswerIsAskedForOnceWithItsSeedAndKeptForTheNextRun() throws IOException {
    Path set = folder.resolve("set");
    new FinishedSet(set)
        .shard(
            Samples.picture("a", 1, 64, 48, "What colour?", "red"),
            Samples.picture("a", 2, 64, 48, "Which one?", "red"))
        .write();
    ScoreOptions options = new ScoreOptions(3, 0.7, true, 0, 20_000, 16, 256, 7);
    HttpModel model = model(options, "-1", "0");
    ScorePipeline pipeline =
        ScorePipeline.of(set.toString(), folder.resolve("s").toString(), model, options);

    assertThat(pipeline.run(new LocalFlow(1, Progress.NONE)))
        .isEqualTo(Map.of("a", new ScorePipeline.Scored(2, 2, 0)));

    // Of each sample a greedy answer, a blind one, and three votes.
    assertThat(asked).hasSize(10);
    assertThat(asked.stream().filter(body -> body.path("temperature").asDouble() > 0))
        .hasSize(6)
        .extracting(body -> body.path("seed").asLong())
        .doesNotHaveDuplicates();
    assertThat(asked.stream().filter(body -> body.at("/messages/0/content").size() == 1))
        .as("blind questions have no picture")
        .hasSize(2);
    pipeline.run(new LocalFlow(1, Progress.NONE));
    assertThat(asked).hasSize(10);
  }
}
