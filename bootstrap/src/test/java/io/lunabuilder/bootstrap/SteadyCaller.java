package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/**
 * Asks a service for builds, one after the other, as long as it is open. When there is no answer,
 * or one that blames the service (5xx), it asks again with the same idempotency key.
 */
final class SteadyCaller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(2);
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final Duration BETWEEN = Duration.ofMillis(1500);

  private final URI service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> imagesById = new ConcurrentHashMap<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  /**
   * @param service the address of its API, with a slash at the end
   */
  SteadyCaller(URI service) {
    this.service = service;
  }

  /** Asks for a build of an archive; gives its id. */
  String submit(String archive) throws IOException, InterruptedException, TimeoutException {
    String image = "load/app:" + UUID.randomUUID();
    Map<String, Object> build =
        Map.of("archive", archive, "parameters", Map.of("image_name", image));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve("1/builds"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", image)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(build)));
    String id = call(request).path("build_id").asText();
    imagesById.put(id, image);
    return id;
  }

  /** Goes on asking for builds in a thread of its own; the caller ends it. */
  Thread keepSubmitting(String archive) {
    return Thread.ofVirtual()
        .name("steady-caller")
        .start(() -> {
          try {
            while (true) {
              submit(archive);
              Thread.sleep(BETWEEN);
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          } catch (IOException | TimeoutException | IllegalStateException lost) {
            troubles.add("GIVEN UP: " + lost);
          }
        });
  }

  /** Ids of what was accepted. */
  Set<String> accepted() {
    return imagesById.keySet();
  }

  /** What it had to get past, and why it gave up where it did. */
  List<String> troubles() {
    return troubles;
  }

  JsonNode get(String path) throws IOException, InterruptedException, TimeoutException {
    return call(HttpRequest.newBuilder(service.resolve(path)));
  }

  /** All builds by id, once none of them goes on any more. */
  Map<String, JsonNode> awaitEnds() throws IOException, InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + LONGEST_BUILD.toNanos();
    Map<String, JsonNode> builds = builds();
    while (builds.values().stream().anyMatch(build -> !build.hasNonNull("end_time"))) {
      if (System.nanoTime() > giveUp) {
        throw new TimeoutException("some builds do not end: " + builds);
      }
      Thread.sleep(500);
      builds = builds();
    }
    return builds;
  }

  private Map<String, JsonNode> builds()
      throws IOException, InterruptedException, TimeoutException {
    Map<String, JsonNode> builds = new TreeMap<>();
    String next = "1/builds?limit=100";
    while (!next.isEmpty()) {
      JsonNode page = get(next);
      page.path("builds").forEach(build -> builds.put(build.path("build_id").asText(), build));
      String cursor = page.path("cursor").asText("");
      next = cursor.isEmpty() ? "" : "1/builds?limit=100&cursor=" + cursor;
    }
    return builds;
  }

  private JsonNode call(HttpRequest.Builder request)
      throws IOException, InterruptedException, TimeoutException {
    HttpRequest whole = request.timeout(Duration.ofSeconds(20)).build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      try {
        HttpResponse<String> answer = http.send(whole, BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return JSON.readTree(answer.body());
        }
        if (answer.statusCode() < 500) {
          throw new IllegalStateException(whole + " is refused: " + answer.body());
        }
        troubles.add(answer.statusCode() + " " + answer.body());
      } catch (IOException noAnswer) {
        troubles.add(noAnswer.toString());
      }
      Thread.sleep(AGAIN);
    }
    throw new TimeoutException(whole + " has no answer: " + troubles);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
