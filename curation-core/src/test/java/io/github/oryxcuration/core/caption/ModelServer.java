package io.github.oryxcuration.core.caption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on loopback that plays a model; a test says how it answers each request. */
final class ModelServer implements AutoCloseable {
  static final int PROMPT_TOKENS = 1000;
  static final int ANSWER_TOKENS = 50;

  /** How one request is answered. */
  interface Behaviour {
    Reply reply(int number, JsonNode request);
  }

  /** What goes over the wire; {@code cutAt} ends the connection after so many bytes. */
  record Reply(int status, String body, Map<String, String> headers, int cutAt) {
    static Reply error(int status, String body) {
      return new Reply(status, body, Map.of(), -1);
    }

    static Reply says(String text) {
      return says(text, "stop");
    }

    static Reply says(String text, String finish) {
      String body =
          Json.write(
              Map.of(
                  "choices",
                  List.of(Map.of("message", Map.of("content", text), "finish_reason", finish)),
                  "usage",
                  Map.of("prompt_tokens", PROMPT_TOKENS, "completion_tokens", ANSWER_TOKENS)));
      return new Reply(200, body, Map.of(), -1);
    }

    Reply with(String header, String value) {
      return new Reply(status, body, Map.of(header, value), cutAt);
    }

    Reply cutAt(int bytes) {
      return new Reply(status, body, headers, bytes);
    }
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final List<JsonNode> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();

  ModelServer(Behaviour behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(workers);
    server.createContext("/v1/chat/completions", exchange -> handle(exchange, behaviour));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    int number;
    synchronized (requests) {
      number = requests.size();
      requests.add(request);
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    }
    Reply reply = behaviour.reply(number, request);
    byte[] bytes = reply.body.getBytes(UTF_8);
    reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (reply.cutAt >= 0) {
        out.write(bytes, 0, Math.min(reply.cutAt, bytes.length));
        out.flush();
        exchange.close();
        return;
      }
      if (bytes.length > 0) {
        out.write(bytes);
      }
    } catch (IOException e) {
      exchange.close(); // the client went away, or the connection was cut on purpose
    }
  }

  /** Equal pictures get equal captions, as from a model at temperature 0. */
  static String captionOf(JsonNode request) {
    String url = request.at("/messages/0/content/1/image_url/url").asText();
    return "A frame that shows the number "
        + Digest.hex(url).substring(0, 12)
        + " and little else.";
  }

  List<JsonNode> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  List<String> authorizations() {
    synchronized (requests) {
      return List.copyOf(authorizations);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
