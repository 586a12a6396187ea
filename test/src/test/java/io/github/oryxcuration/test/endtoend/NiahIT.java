package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.video.NumberedFrames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The needle test from films and questions to scores. */
class NiahIT {
  @TempDir Path folder;

  private static String run(int expected, String... arguments) {
    StringWriter screen = new StringWriter();
    int code = Main.run(new PrintWriter(screen), new PrintWriter(screen), arguments);
    assertThat(code).as(screen.toString()).isEqualTo(expected);
    return screen.toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** A film of numbered frames and a question about a white picture. */
  private String[] build(int frames, String lengths, String depths) throws IOException {
    Files.write(folder.resolve("film.mp4"), NumberedFrames.clip(NumberedFrames.mp4(), frames));
    byte[] pixels = new byte[60 * 40 * 3];
    Arrays.fill(pixels, (byte) 0xff);
    Files.write(folder.resolve("white.png"), PngEncoder.encode(new RgbImage(60, 40, pixels)));
    Files.writeString(
        folder.resolve("questions.jsonl"),
        "{\"image\":\"white.png\",\"question\":\"Which colour?\",\"options\":[\"red\",\"white\"],"
            + "\"answer\":\"white\"}\n");
    return new String[] {
      "niah",
      "build",
      "-q",
      "--films",
      path("film.mp4"),
      "--questions",
      path("questions.jsonl"),
      "--frames",
      lengths,
      "--depths",
      depths,
      "--out",
      path("set")
    };
  }

  private static boolean isWhite(Frame frame) {
    RgbImage image = Pictures.decode(frame.picture().bytes(), 1 << 24);
    byte[] rgb = image.rgb();
    int at = (image.height() / 2 * image.width() + image.width() / 5) * 3;
    return (rgb[at] & 0xff) > 250 && (rgb[at + 1] & 0xff) > 250 && (rgb[at + 2] & 0xff) > 250;
  }

  @Test
  void pictureStandsAtEveryDepthOfEveryLength() throws IOException {
    run(ExitCode.DONE, build(40, "2,20", "0,0.5,1"));

    Map<String, Sample> samples = new BuiltSet(folder.resolve("set")).samples();
    assertThat(samples.keySet())
        .containsExactlyInAnyOrder(
            "niah/2@depth-0.0-repeat-0",
            "niah/2@depth-0.5-repeat-0",
            "niah/2@depth-1.0-repeat-0",
            "niah/20@depth-0.0-repeat-0",
            "niah/20@depth-0.5-repeat-0",
            "niah/20@depth-1.0-repeat-0");
    for (Sample sample : samples.values()) {
      JsonNode cell = Json.read(requireNonNull(sample.needle()).about(), JsonNode.class);
      int length = cell.path("frames").asInt();
      int at = (int) Math.round(cell.path("depth").asDouble() * (length - 1));
      assertThat(sample.frames()).hasSize(length);
      assertThat(sample.budget().frames()).isEqualTo(length);
      assertThat(sample.needle().idx()).containsExactly(at);
      List<Frame> frames = new ArrayList<>(sample.frames());
      assertThat(isWhite(frames.remove(at))).isTrue();
      assertThat(frames).noneMatch(NiahIT::isWhite);
      assertThat(frames).extracting(Frame::index).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void sixteenHundredFramesAreOneSample() throws IOException {
    run(ExitCode.DONE, build(1600, "1600", "0.25"));

    Sample sample = new BuiltSet(folder.resolve("set")).samples().values().iterator().next();
    assertThat(sample.frames()).hasSize(1600);
    assertThat(sample.budget().frames()).isEqualTo(1600);
    assertThat(requireNonNull(sample.needle()).idx()).containsExactly(400);
    assertThat(isWhite(sample.frames().get(400))).isTrue();
  }

  @Test
  void filmThatIsTooShortIsRefusedBeforeAnythingRuns() throws IOException {
    assertThat(run(ExitCode.USAGE, build(10, "12", "0")))
        .contains("no film has 12 frames, which the longest samples take (film.mp4 has 10)");
    assertThat(folder.resolve("set")).doesNotExist();
  }

  @Test
  void answersOfAFileAreScoredBesideTheBlindOnes() throws IOException {
    run(ExitCode.DONE, build(40, "2,20", "0,1"));
    Files.writeString(
        folder.resolve("seen.jsonl"),
        """
        {"id":"niah/2@depth-0.0-repeat-0","answer":"B"}
        {"id":"niah/2@depth-1.0-repeat-0","answer":"White."}
        {"id":"niah/20@depth-0.0-repeat-0","answer":"A"}
        """);
    Files.writeString(
        folder.resolve("blind.jsonl"), "{\"id\":\"niah/2@depth-0.0-repeat-0\",\"answer\":\"B\"}\n");

    String screen =
        run(
            ExitCode.DONE,
            "niah",
            "eval",
            path("set"),
            "-q",
            "--answers",
            path("seen.jsonl"),
            "--blind-answers",
            path("blind.jsonl"),
            "--out",
            path("scores"));

    assertThat(screen)
        .contains("with all frames: 2 of 4 right, 50.0 % (95 %: 15.0 to 85.0)")
        .contains("blind: 1 of 4 right, 25.0 %")
        .contains("1 unanswered");
    JsonNode scores =
        Json.read(Files.readAllBytes(folder.resolve("scores/scores.json")), JsonNode.class);
    assertThat(scores.path("byFrames").path("2").path("right").asInt()).isEqualTo(2);
    assertThat(scores.path("byFrames").path("20").path("right").asInt()).isZero();
    assertThat(scores.path("byDepth").path("0.0").path("asked").asInt()).isEqualTo(2);
    assertThat(scores.path("cells")).hasSize(4);
    byte[] map = Files.readAllBytes(folder.resolve("scores/heatmap.png"));
    assertThat(Pictures.decode(map, 1 << 24).width()).isEqualTo(900);
    assertThat(Files.readString(folder.resolve("scores/report.html")))
        .contains("data:image/png;base64,")
        .contains("<td>blind</td><td>1</td><td>4</td>");
    assertThat(Files.readAllLines(folder.resolve("scores/answers.jsonl"))).hasSize(4);
  }

  /** Counts the pictures of a request and says white only where there are any. */
  private static void answer(HttpExchange exchange, AtomicInteger calls) throws IOException {
    calls.incrementAndGet();
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    int pictures = request.path("messages").path(0).path("content").size() - 1;
    String answer = pictures == 0 ? "A" : "B";
    byte[] body =
        ("{\"choices\":[{\"message\":{\"content\":\""
                + answer
                + "\"},\"finish_reason\":\"stop\"}]}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void serverSeesAllFramesAndBlindNoneAndIsNotAskedAgain() throws IOException {
    run(ExitCode.DONE, build(40, "5", "0,1"));
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, calls));
    server.start();
    try {
      for (int again = 0; again < 2; again++) {
        String screen =
            run(
                ExitCode.DONE,
                "niah",
                "eval",
                path("set"),
                "-q",
                "--answerer",
                "http",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "--key-variable",
                "",
                "--out",
                path("scores"));
        assertThat(screen).contains("with all frames: 2 of 2").contains("blind: 0 of 2");
      }
    } finally {
      server.stop(0);
    }
    assertThat(calls).as("two samples and one blind question").hasValue(3);
  }
}
