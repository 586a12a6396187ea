package io.github.oryxcuration.test.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.test.endtoend.DrawnFilms;
import io.github.oryxcuration.test.endtoend.TrainersLoading;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Builds 10,000 needles of drawn films with a server that plays a model and fails as one does:
 * refusals, answers that say nothing, answers given twice. Then counts task, length and depth as
 * the trainer sees them.
 */
final class NeedleCells {
  private static final int FILMS = 120;
  private static final int SHOTS = 70;
  private static final int NEEDLES = 10_000;
  private static final List<Integer> LENGTHS = List.of(96, 128, 192);
  private static final Depths DEPTHS = new Depths(10);
  private static final int UPBOUND = 64;
  private static final int SEEDS = 20;

  private NeedleCells() {}

  static void run(Path folder) throws IOException {
    Path tree = folder.resolve("movienet");
    if (!Files.exists(tree)) {
      DrawnFilms.tree(tree, FILMS, SHOTS);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    ExecutorService workers = Executors.newFixedThreadPool(8);
    server.setExecutor(workers);
    server.createContext("/v1/chat/completions", NeedleCells::answer);
    server.start();
    long start = System.nanoTime();
    try {
      PrintWriter screen = new PrintWriter(System.out, true, UTF_8);
      int code = Main.run(screen, screen, command(folder, tree, server.getAddress().getPort()));
      say("exit code %d after %.0f s", code, (System.nanoTime() - start) / 1e9);
    } finally {
      server.stop(0);
      workers.shutdownNow();
    }
    count(folder.resolve("set").toString());
  }

  private static String[] command(Path folder, Path tree, int port) {
    List<String> command =
        new ArrayList<>(
            List.of("needles", "-q", "--movienet", tree.toString(), "--captioner", "http"));
    command.addAll(List.of("--per-film", "120", "--out", folder.resolve("set").toString()));
    Map<String, String> options = new TreeMap<>();
    options.put("url", "http://127.0.0.1:" + port + "/v1");
    options.put("key_variable", "");
    options.put("cap", "-1");
    options.put("count", String.valueOf(NEEDLES));
    options.put("frames", String.join(",", LENGTHS.stream().map(String::valueOf).toList()));
    options.put("rounds", "8");
    options.put("min_sharpness", "0");
    options.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    return command.toArray(String[]::new);
  }

  /** The same picture gets the same answer; of a hundred, twenty cannot be used. */
  private static void answer(HttpExchange exchange) throws IOException {
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    String digest = Digest.hex(request.at("/messages/0/content").toString());
    int lot = Integer.parseInt(digest.substring(0, 6), 16) % 100;
    String text =
        lot < 10
            ? "I'm sorry, I can't help with that."
            : lot < 15
                ? "A frame."
                : lot < 20
                    ? "The picture shows some colours on a wall, and there is nothing else."
                    : "The picture with the mark "
                        + digest
                        + " shows colours that run into others.";
    byte[] body =
        Json.write(
                Map.of(
                    "choices",
                    List.of(Map.of("message", Map.of("content", text), "finish_reason", "stop"))))
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void count(String set) throws IOException {
    Manifest manifest = Manifest.read(set);
    manifest.accounts().forEach(account -> say("%s", account.equation() + " " + account.lost()));
    for (int seed = 0; seed < SEEDS; seed++) {
      Map<String, Integer> cells = new TreeMap<>();
      int samples = 0;
      Random random = new Random(seed);
      for (Manifest.Shard shard : manifest.shards()) {
        try (ShardReader rows = ShardReader.openLight(set + "/data/" + shard.file())) {
          while (rows.hasNext()) {
            cells.merge(cell(rows.next(), random), 1, Integer::sum);
            samples++;
          }
        }
      }
      int least = cells.values().stream().mapToInt(Integer::intValue).min().orElse(0);
      int most = cells.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      say(
          "bound drawn by seed %d: %d samples in %d cells of %d to %d",
          seed, samples, cells.size(), least, most);
    }
    say(
        "%d samples in %.1f MB of shards, their films in %.1f MB",
        manifest.rows(),
        manifest.shards().stream().mapToLong(Manifest.Shard::bytes).sum() / 1e6,
        manifest.haystacks().stream().mapToLong(Manifest.Shard::bytes).sum() / 1e6);
  }

  /** After the trainer's own loading. */
  private static String cell(Sample sample, Random random) {
    Needle needle = requireNonNull(sample.needle());
    TrainersLoading loaded =
        TrainersLoading.of(sample.frames().size(), needle.idx(), UPBOUND, random);
    int anchor = Json.read(needle.about(), JsonNode.class).at("/offer/anchor").asInt();
    int length = loaded.shown().size();
    int bound = LENGTHS.stream().filter(most -> length <= most).findFirst().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s %d %d",
        needle.type(),
        bound,
        DEPTHS.bin(loaded.idx().get(anchor), length));
  }

  private static void say(String pattern, Object... arguments) {
    System.out.printf(Locale.ROOT, pattern + "%n", arguments);
  }
}
