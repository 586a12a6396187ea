package io.github.oryxcuration.core.caption;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.threads.Results;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server that speaks OpenAI's chat completions: GPT-4o, vLLM, llama.cpp, Ollama. Every
 * answer is in the cache before it is returned. Of a request, failed calls are repeated after a
 * wait, unusable answers with another seed; both are counted, and both may end in no answer.
 */
public final class HttpCaptioner implements Captioner {
  /** So many requests without an answer, one after the other, are a fault of the server. */
  private static final int FAILURES_IN_A_ROW = 10;

  private static final int MESSAGE_CHARS = 300;

  private final HttpCaptionerSpec spec;
  private final CaptionCache cache;
  private final Function<String, @Nullable String> environment;
  private final Pause pause;
  private final HttpClient client;
  private final Purse purse;
  private final RateLimit requests;
  private final RateLimit tokens;
  private final Semaphore places;
  private final Map<String, Future<Void>> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  private HttpCaptioner(
      HttpCaptionerSpec spec,
      CaptionCache cache,
      Function<String, @Nullable String> environment,
      Pause pause) {
    this.spec = spec;
    this.cache = cache;
    this.environment = environment;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(Math.min(30, spec.timeoutSeconds())))
            .build();
    this.purse =
        new Purse(spec.cap().signum() < 0 ? -1 : Money.nanos(spec.cap()), cache.spentBefore());
    this.requests = new RateLimit(spec.requestsPerMinute(), pause);
    this.tokens = new RateLimit(spec.tokensPerMinute(), pause);
    this.places = new Semaphore(spec.concurrency());
  }

  /** A captioner of one bucket; closing it closes the cache. */
  public static HttpCaptioner open(HttpCaptionerSpec spec, CaptionCache cache) {
    return new HttpCaptioner(spec, cache, System::getenv, Pause.REAL);
  }

  static HttpCaptioner open(
      HttpCaptionerSpec spec,
      CaptionCache cache,
      Function<String, @Nullable String> environment,
      Pause pause) {
    return new HttpCaptioner(spec, cache, environment, pause);
  }

  @Override
  public String identity() {
    return String.format(
        Locale.ROOT,
        "http-2 model=%s temperature=%s max_tokens=%d answers=%d max_chars=%d english=%s%s",
        spec.model(),
        spec.temperature(),
        spec.maxTokens(),
        spec.answers(),
        spec.rules().maxChars(),
        spec.rules().english(),
        spec.rules().whole() ? "" : " cut=kept");
  }

  /** Billionths of the currency spent so far, by earlier runs too. */
  long spent() {
    return purse.spent();
  }

  @Override
  public String caption(CaptionRequest request) throws IOException {
    String key = request.key(identity());
    CompletableFuture<Void> mine = new CompletableFuture<>();
    Future<Void> others = underWay.putIfAbsent(key, mine);
    while (others != null) { // the same is asked in another thread: its answer will do
      Results.of(others);
      others = underWay.putIfAbsent(key, mine);
    }
    try {
      String known = cache.find(key);
      return known == null ? asked(request, key) : known;
    } finally {
      underWay.remove(key);
      mine.complete(null);
    }
  }

  private String asked(CaptionRequest request, String key) throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting to ask a captioner");
    }
    try {
      String answer = ask(request, key);
      failures.set(0);
      return answer;
    } catch (CurationException e) {
      if (e.reason() == Reason.CAPTION_UNUSABLE) {
        cache.refuse(key, e);
      }
      throw e;
    } finally {
      places.release();
    }
  }

  private String ask(CaptionRequest request, String key) throws IOException {
    String objection = "";
    for (int turn = 0; turn < spec.answers(); turn++) {
      Exchange exchange = exchange(request, key, request.seed() + turn);
      objection = objection(exchange.answer);
      if (objection.isEmpty()) {
        cache.keep(key, exchange.cost, exchange.answer.text());
        purse.settle(exchange.worst, exchange.cost);
        return exchange.answer.text();
      }
      cache.fail(key, exchange.cost);
      purse.settle(exchange.worst, exchange.cost);
    }
    throw new CurationException(
        Reason.CAPTION_UNUSABLE,
        String.format(
            Locale.ROOT,
            "%s: %s (%d answer(s) asked for)",
            request.id(),
            objection,
            spec.answers()));
  }

  private String objection(ChatMessages.Answer answer) {
    if (!answer.refusal().isEmpty()) {
      return "the model refuses: " + shortened(answer.refusal());
    }
    if (answer.finish().equals("content_filter")) {
      return "the server's content filter stopped the answer";
    }
    if (answer.finish().equals("length") && spec.rules().whole()) {
      return "the answer is cut off at " + spec.maxTokens() + " tokens";
    }
    return spec.rules().objection(answer.text());
  }

  /** A call that gave an answer; its end is not yet written. */
  private record Exchange(ChatMessages.Answer answer, long worst, long cost) {}

  private Exchange exchange(CaptionRequest request, String key, long seed) throws IOException {
    String authorization = authorization();
    byte[] body = ChatMessages.request(spec, request, seed);
    long worst = spec.worstPrice(request);
    String trouble = "";
    for (int attempt = 0; attempt < spec.attempts(); attempt++) {
      requests.take(1);
      tokens.take((double) spec.promptTokens(request) + spec.maxTokens());
      purse.reserve(worst);
      cache.begin(key, worst);
      Optional<String> retryAfter = Optional.empty();
      long cost = worst; // unless the server says otherwise
      try {
        HttpResponse<byte[]> response = send(body, authorization);
        if (response.statusCode() == 200) {
          ChatMessages.Answer answer = ChatMessages.answer(response.body());
          if (answer != null) {
            return new Exchange(answer, worst, cost(answer, worst));
          }
          trouble = "an answer that is no chat completion: " + told(response.body());
        } else {
          cost = 0;
          trouble = "status " + response.statusCode() + ": " + told(response.body());
          judge(response, request, key);
          retryAfter = response.headers().firstValue("Retry-After");
        }
      } catch (TimeoutException e) {
        trouble = "no answer within " + spec.timeoutSeconds() + " s";
      } catch (InterruptedIOException | CaptionerStoppedException e) {
        throw e;
      } catch (IOException e) {
        trouble = "the connection failed: " + shortened(String.valueOf(e.getMessage()));
      } finally {
        if (!trouble.isEmpty()) {
          cache.fail(key, cost);
          purse.settle(worst, cost);
        }
      }
      if (attempt + 1 < spec.attempts()) {
        pause.sleep(Retries.nanos(attempt, retryAfter, key, Instant.now()));
        trouble = "";
      }
    }
    if (failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
      throw new CaptionerStoppedException(
          spec.url()
              + " failed for "
              + FAILURES_IN_A_ROW
              + " requests one after the other, the last with "
              + trouble
              + ". Mend it and run again; what was answered is kept.");
    }
    throw new CurationException(
        Reason.CAPTION_FAILED,
        request.id() + ": " + trouble + " (" + spec.attempts() + " attempts)");
  }

  /** Errors that no further attempt mends. */
  private void judge(HttpResponse<byte[]> response, CaptionRequest request, String key)
      throws IOException {
    int status = response.statusCode();
    String said = told(response.body());
    switch (status) {
      case 401, 403 ->
          throw new CaptionerStoppedException(
              spec.url()
                  + " refuses the key in "
                  + (spec.keyVariable().isEmpty() ? "no variable" : spec.keyVariable())
                  + " (status "
                  + status
                  + "): "
                  + said);
      case 402, 404, 405 ->
          throw new CaptionerStoppedException(
              spec.url()
                  + " cannot serve the model "
                  + spec.model()
                  + " (status "
                  + status
                  + "): "
                  + said);
      case 408, 409, 425 -> {} // tried again
      case 429 -> {
        if (said.startsWith("insufficient_quota")) {
          throw new CaptionerStoppedException(spec.url() + ": " + said);
        }
      }
      default -> {
        if (status < 500) {
          CurationException permanent =
              new CurationException(
                  Reason.CAPTION_FAILED, request.id() + ": status " + status + ": " + said);
          cache.refuse(key, permanent);
          throw permanent;
        }
      }
    }
  }

  private HttpResponse<byte[]> send(byte[] body, String authorization)
      throws IOException, TimeoutException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint()))
            .timeout(Duration.ofSeconds(spec.timeoutSeconds()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    try {
      // The request's own timeout ends with the headers; a body may come forever.
      return call.get(spec.timeoutSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw e;
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a captioner was asked");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof java.net.http.HttpTimeoutException) {
        throw new TimeoutException();
      }
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), cause);
    }
  }

  private String endpoint() {
    String base = spec.url().endsWith("/") ? spec.url() : spec.url() + "/";
    return base + "chat/completions";
  }

  private String authorization() throws CaptionerStoppedException {
    if (spec.keyVariable().isEmpty()) {
      return "";
    }
    String key = environment.apply(spec.keyVariable());
    if (key == null || key.isBlank()) {
      throw new CaptionerStoppedException(
          "The environment variable "
              + spec.keyVariable()
              + " holds no key for "
              + spec.url()
              + ". Set it, or set key_variable: \"\" for a server that asks for none.");
    }
    return "Bearer " + key.strip();
  }

  private long cost(ChatMessages.Answer answer, long worst) {
    if (answer.promptTokens() < 0 || answer.answerTokens() < 0) {
      return worst;
    }
    return Money.price(answer.promptTokens(), spec.promptPrice())
        + Money.price(answer.answerTokens(), spec.answerPrice());
  }

  /** What a server said, without the key that some servers repeat. */
  private String told(byte[] body) {
    String text = ChatMessages.error(body);
    String key = environment.apply(spec.keyVariable());
    return shortened(key == null || key.isBlank() ? text : text.replace(key.strip(), "***"));
  }

  private static String shortened(String text) {
    return text.length() <= MESSAGE_CHARS ? text : text.substring(0, MESSAGE_CHARS) + "…";
  }

  @Override
  public void close() throws IOException {
    cache.close();
  }
}
