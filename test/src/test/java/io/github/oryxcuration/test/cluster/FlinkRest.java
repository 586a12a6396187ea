package io.github.oryxcuration.test.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks a JobManager by its REST interface; one that does not answer yet has nothing. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  FlinkRest(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /** A number of the overview, such as {@code taskmanagers}; 0 while nobody answers. */
  int overview(String field) throws IOException {
    return get("/overview").path(field).asInt(0);
  }

  String lastJobState() throws IOException {
    long newest = Long.MIN_VALUE;
    String state = "";
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("start-time").asLong() > newest) {
        newest = job.path("start-time").asLong();
        state = job.path("state").asText();
      }
    }
    return state;
  }

  private JsonNode get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return response.statusCode() == 200
          ? JSON.readTree(response.body())
          : JSON.createObjectNode();
    } catch (ConnectException | HttpTimeoutException e) {
      return JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + address, e);
    }
  }
}
