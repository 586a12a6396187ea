package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model server on loopback that knows the answer {@code tN} to {@code What is N?}, and gives a
 * wrong one as often as it is told: to a request with the same seed the same.
 */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final AtomicInteger drawn = new AtomicInteger();
  private final double accuracy;
  private final boolean alike;

  /**
   * Starts it.
   *
   * @param accuracy how often drawn answers are right
   * @param alike whether all wrong answers to a question are the same, or no two
   */
  public ScriptedServer(double accuracy, boolean alike) throws IOException {
    this.accuracy = accuracy;
    this.alike = alike;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Answers that were drawn so far. */
  public int drawn() {
    return drawn.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = Json.mapper().readTree(exchange.getRequestBody());
    String question = body.at("/messages/0/content/0/text").asText();
    String number = question.replaceAll("[^0-9]", "");
    String text = "t" + number;
    if (body.path("temperature").asDouble() > 0) {
      drawn.incrementAndGet();
      long seed = body.path("seed").asLong();
      if (new SplittableRandom(seed).nextDouble() >= accuracy) {
        text = alike ? "w" + number : "w" + number + " " + seed;
      }
    }
    byte[] answer =
        Json.write(
                Map.of(
                    "choices",
                    List.of(Map.of("message", Map.of("content", text), "finish_reason", "stop")),
                    "usage",
                    Map.of("prompt_tokens", 10, "completion_tokens", 3)))
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
