package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A caller as it should be: asks any of the services, and when one is not there, or says 503, asks
 * again with the same idempotency key.
 */
final class DrillCaller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String CURSOR = "cursor";

  private final DrillServices services;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger breaks = new AtomicInteger();

  DrillCaller(DrillServices services) {
    this.services = services;
  }

  /** How many answers were 503. */
  int refusals() {
    return refusals.get();
  }

  /** How many requests had no answer. */
  int breaks() {
    return breaks.get();
  }

  /** Sends an archive with nothing but a Dockerfile; gives its link. */
  String upload() throws IOException, InterruptedException {
    byte[] archive = Contexts.tar(Map.of("Dockerfile", "FROM scratch\n"));
    return call("/1/archives", HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(archive)))
        .path("archive")
        .asText();
  }

  /** Asks for a build under {@code key}; gives its id. */
  String submit(String archive, String key) throws IOException, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(RunningService.request(archive, "drill/image:1"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(body));
    return call("/1/builds", request).path("build_id").asText();
  }

  /** All builds by id, as the service tells of them. */
  Map<String, JsonNode> builds() throws IOException, InterruptedException {
    Map<String, JsonNode> builds = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = call("/1/builds?limit=100" + cursor, HttpRequest.newBuilder());
      page.path("builds").forEach(build -> builds.put(build.path("build_id").asText(), build));
      cursor = page.hasNonNull(CURSOR) ? "&cursor=" + page.path(CURSOR).asText() : "";
    } while (!cursor.isEmpty());
    return builds;
  }

  private JsonNode call(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    while (true) {
      try {
        HttpRequest whole =
            request.uri(services.any().resolve(path)).timeout(Duration.ofSeconds(20)).build();
        HttpResponse<byte[]> answer = http.send(whole, BodyHandlers.ofByteArray());
        if (answer.statusCode() < 300) {
          return JSON.readTree(answer.body());
        }
        if (answer.statusCode() != 503) {
          throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        refusals.incrementAndGet();
      } catch (IOException killed) {
        breaks.incrementAndGet();
      }
      Thread.sleep(PAUSE);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
