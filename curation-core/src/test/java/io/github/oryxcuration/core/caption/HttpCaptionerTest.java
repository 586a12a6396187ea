package io.github.oryxcuration.core.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.caption.ModelServer.Behaviour;
import io.github.oryxcuration.core.caption.ModelServer.Reply;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.AppendLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCaptionerTest {
  private static final String KEY = "sk-very-secret";

  @TempDir Path folder;
  private final VirtualPause pause = new VirtualPause();
  private @Nullable ModelServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ModelServer serve(Behaviour behaviour) throws IOException {
    ModelServer started = new ModelServer(behaviour);
    server = started;
    return started;
  }

  private String cachePath() {
    return folder.resolve("bucket-00.jsonl").toString();
  }

  private HttpCaptioner open(HttpCaptionerSpec spec) throws IOException {
    return HttpCaptioner.open(
        spec, CaptionCache.open(cachePath()), Map.of("PLAYED_KEY", KEY)::get, pause);
  }

  private String lines() throws IOException {
    return String.join("\n", AppendLog.read(cachePath()));
  }

  @Test
  void pictureGoesAsADataUrlAndTheKeyInItsHeaderAlone() throws IOException {
    ModelServer model = serve((n, request) -> Reply.says(" A red house. "));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      assertThat(captioner.caption(Frames.request(1))).isEqualTo("A red house.");
    }

    JsonNode sent = model.requests().get(0);
    assertThat(sent.at("/model").asText()).isEqualTo("played");
    assertThat(sent.at("/seed").asLong()).isEqualTo(7);
    assertThat(sent.at("/messages/0/content/0/text").asText()).isEqualTo("Describe the frame.");
    assertThat(sent.at("/messages/0/content/1/image_url/url").asText())
        .startsWith("data:image/png;base64,iVBOR");
    assertThat(model.authorizations()).containsExactly("Bearer " + KEY);
    assertThat(lines()).doesNotContain(KEY);
  }

  @Test
  void whatWasAnsweredIsNeverAskedAgain() throws IOException {
    ModelServer model = serve((n, request) -> Reply.says("Answer number " + n + "."));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      captioner.caption(Frames.request(1));
    }
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      assertThat(captioner.caption(Frames.request(1))).isEqualTo("Answer number 0.");
      assertThat(captioner.caption(Frames.request(2))).isEqualTo("Answer number 1.");
    }
    assertThat(model.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 529})
  void passingErrorIsTriedAgain(int status) throws IOException {
    ModelServer model =
        serve((n, r) -> n < 2 ? Reply.error(status, "busy") : Reply.says("At last."));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      assertThat(captioner.caption(Frames.request(1))).isEqualTo("At last.");
      assertThat(captioner.spent()).isEqualTo(3_000_000);
    }
    assertThat(model.requests()).hasSize(3);
    assertThat(pause.slept()).hasSize(2);
    assertThat(pause.slept().get(0)).isBetween(500_000_000L, 1_000_000_000L);
    assertThat(pause.slept().get(1)).isBetween(1_000_000_000L, 2_000_000_000L);
  }

  @Test
  void serverThatNamesItsWaitIsGivenIt() throws IOException {
    ModelServer model =
        serve(
            (n, r) ->
                n == 0
                    ? Reply.error(429, "slow down").with("Retry-After", "7")
                    : Reply.says("At last."));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      captioner.caption(Frames.request(1));
    }
    assertThat(pause.slept()).containsExactly(TimeUnit.SECONDS.toNanos(7));
  }

  @Test
  void malformedAndCutOffAnswersAreTriedAgainAndCountAsPaid() throws IOException {
    ModelServer model =
        serve(
            (n, r) ->
                switch (n) {
                  case 0 -> Reply.error(200, "<html>welcome</html>");
                  case 1 -> Reply.error(200, "{\"choices\":[]}");
                  case 2 -> Reply.says("Never arrives whole.").cutAt(20);
                  default -> Reply.says("At last.");
                });
    HttpCaptionerSpec spec = Frames.spec(model.url(), "1");
    try (HttpCaptioner captioner = open(spec)) {
      assertThat(captioner.caption(Frames.request(1))).isEqualTo("At last.");
      assertThat(captioner.spent()).isEqualTo(3 * spec.worstPrice(Frames.request(1)) + 3_000_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void wrongKeyStopsTheRunAtOnceAndIsNotRepeated(int status) throws IOException {
    ModelServer model =
        serve(
            (n, r) ->
                Reply.error(
                    status,
                    "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"Wrong key "
                        + KEY
                        + "\"}}"));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
          .isInstanceOf(CaptionerStoppedException.class)
          .hasMessage(
              model.url()
                  + " refuses the key in PLAYED_KEY (status "
                  + status
                  + "): invalid_api_key: Wrong key ***");
      assertThat(captioner.spent()).isZero();
    }
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void missingKeyIsToldBeforeAnyCall() throws IOException {
    ModelServer model = serve((n, r) -> Reply.says("Never."));
    try (HttpCaptioner captioner =
        HttpCaptioner.open(
            Frames.spec(model.url(), "1"),
            CaptionCache.open(cachePath()),
            variable -> null,
            pause)) {
      assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
          .isInstanceOf(CaptionerStoppedException.class)
          .hasMessage(
              "The environment variable PLAYED_KEY holds no key for "
                  + model.url()
                  + ". Set it, or set key_variable: \"\" for a server that asks for none.");
    }
    assertThat(model.requests()).isEmpty();
    assertThat(lines()).isEmpty();
  }

  @Test
  void permanentErrorOfOneFrameIsADeadLetterThatARerunRemembers() throws IOException {
    ModelServer model =
        serve((n, r) -> Reply.error(400, "{\"error\":{\"message\":\"image is too small\"}}"));
    for (int run = 0; run < 2; run++) {
      try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
        assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
            .isInstanceOfSatisfying(
                CurationException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.CAPTION_FAILED))
            .hasMessage("frame 1: status 400: image is too small");
      }
    }
    assertThat(model.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | stop   | the answer is empty",
        "'I’m sorry, I can’t do that' | stop   | the model refuses: I’m sorry, I can’t do that",
        "A house stands by the       | length | the answer is cut off at 60 tokens",
        "A house.                    | content_filter | the server's content filter stopped the answer",
        "一个人站在房子前面              | stop   | the answer is in another script than Latin: 一个人站在房子前面"
      })
  void unusableAnswerIsAskedForAgainWithAnotherSeedAndThenDropped(
      String text, String finish, String objection) throws IOException {
    ModelServer model = serve((n, r) -> Reply.says(text, finish));
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
          .isInstanceOfSatisfying(
              CurationException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.CAPTION_UNUSABLE))
          .hasMessage("frame 1: " + objection + " (2 answer(s) asked for)");
      assertThat(captioner.spent()).isEqualTo(6_000_000);
    }
    assertThat(model.requests())
        .extracting(request -> request.at("/seed").asLong())
        .containsExactly(7L, 8L);
  }

  @Test
  void capIsNeverPassedWhateverIsUnderWay() throws IOException {
    ModelServer model = serve((n, r) -> Reply.says(ModelServer.captionOf(r)));
    HttpCaptionerSpec spec = Frames.spec(model.url(), "0.05");
    int over = 0;
    try (HttpCaptioner captioner = open(spec)) {
      for (int frame = 0; frame < 30; frame++) {
        try {
          captioner.caption(Frames.request(frame));
        } catch (CurationException e) {
          assertThat(e.reason()).isEqualTo(Reason.CAPTION_OVER_CAP);
          over++;
        }
      }
      assertThat(captioner.spent()).isEqualTo(16 * 3_000_000L);
    }
    assertThat(over).isEqualTo(14);

    // A rerun remembers what was spent.
    try (HttpCaptioner captioner = open(spec)) {
      assertThatThrownBy(() -> captioner.caption(Frames.request(99)))
          .isInstanceOf(CurationException.class)
          .hasMessage(
              "the call may cost 0.0034, and of this bucket's cap of 0.0500 are spent or set aside"
                  + " 0.0480");
    }
    assertThat(model.requests()).hasSize(16);
  }

  @Test
  void whatSeveralThreadsAskAtOnceIsAskedOnce() throws Exception {
    CountDownLatch allAsk = new CountDownLatch(4);
    ModelServer model =
        serve(
            (n, r) -> {
              awaitOrGiveUp(allAsk);
              return Reply.says("Answer number " + n + ".");
            });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(
            threads.submit(
                () -> {
                  allAsk.countDown();
                  return captioner.caption(Frames.request(1));
                }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("Answer number 0.");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(model.requests()).hasSize(1);
  }

  private static void awaitOrGiveUp(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void serverThatFailsEveryTimeStopsTheRun() throws IOException {
    ModelServer model = serve((n, r) -> Reply.error(500, "out of order"));
    int dead = 0;
    try (HttpCaptioner captioner = open(Frames.spec(model.url(), "1"))) {
      for (int frame = 0; frame < 9; frame++) {
        try {
          captioner.caption(Frames.request(frame));
        } catch (CurationException e) {
          assertThat(e).hasMessage("frame " + frame + ": status 500: out of order (5 attempts)");
          dead++;
        }
      }
      assertThatThrownBy(() -> captioner.caption(Frames.request(9)))
          .isInstanceOf(CaptionerStoppedException.class)
          .hasMessage(
              model.url()
                  + " failed for 10 requests one after the other, the last with status 500: out of"
                  + " order. Mend it and run again; what was answered is kept.");
    }
    assertThat(dead).isEqualTo(9);
  }

  @Test
  void serverThatNeverAnswersEndsInATimeoutThatCountsAsSpent() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    ModelServer model =
        serve(
            (n, r) -> {
              awaitOrGiveUp(never);
              return Reply.says("Too late.");
            });
    HttpCaptionerSpec played = Frames.spec(model.url(), "1");
    HttpCaptionerSpec spec =
        new HttpCaptionerSpec(
            played.url(),
            played.model(),
            "",
            played.maxTokens(),
            0,
            1,
            1,
            1,
            1,
            0,
            0,
            played.promptPrice(),
            played.answerPrice(),
            played.tokensPerPicture(),
            played.cap(),
            played.rules());
    try (HttpCaptioner captioner = open(spec)) {
      assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
          .isInstanceOf(CurationException.class)
          .hasMessage("frame 1: no answer within 1 s (1 attempts)");
      assertThat(captioner.spent()).isEqualTo(spec.worstPrice(Frames.request(1)));
    } finally {
      never.countDown();
    }
  }

  @Test
  void bucketsShareCapAndRates() {
    HttpCaptionerSpec share = Frames.spec("http://x", "1").share(3);

    assertThat(share.cap()).isEqualByComparingTo("0.333333333");
    assertThat(share.concurrency()).isEqualTo(1);
    assertThat(List.of(share.maxTokens(), share.attempts())).containsExactly(60, 5);
  }
}
