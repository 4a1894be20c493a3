package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code luna-builder serve} with a real kaniko, and a caller of its API. */
final class RunningService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENDS = Set.of("completed", "error", "cancelled");
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(2);

  private final Program program;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable String token;

  private RunningService(Program program, URI address) {
    this.program = program;
    this.address = address;
  }

  /** Starts one with its data, and its lock, in {@code folder}. */
  static RunningService in(Path folder, Map<String, String> settings) throws Exception {
    return in(folder, settings, List.of());
  }

  static RunningService in(Path folder, Map<String, String> settings, List<String> wrapper)
      throws Exception {
    Program program =
        Program.run(
            wrapper,
            withKaniko(folder, settings),
            "serve",
            "--port",
            settings.getOrDefault("LUNA_BUILDER_PORT", "0"),
            "--data-dir",
            folder.resolve("data").toString());
    String line = program.awaitLine("Serving on ");
    String address = line.replaceFirst(".*Serving on (\\S+),.*", "$1");
    return new RunningService(program, URI.create(address));
  }

  /** Starts one that only takes {@code time} for each build, and keeps a ledger of them. */
  static RunningService withFakeBuilder(Path folder, Map<String, String> settings, Duration time)
      throws Exception {
    return of(
        FakeBuildService.class,
        folder,
        settings,
        folder.resolve("ledger").toString(),
        Long.toString(time.toMillis()));
  }

  /** Starts the service of another main class of the tests. */
  static RunningService of(
      Class<?> main, Path folder, Map<String, String> settings, String... arguments)
      throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("LUNA_BUILDER_PORT", "0");
    all.put("LUNA_BUILDER_DATA_DIR", folder.resolve("data").toString());
    Program program = Program.run(main, List.of(), all, arguments);
    String line = program.awaitLine("Serving on ");
    return new RunningService(
        program, URI.create(line.replaceFirst(".*Serving on (\\S+),.*", "$1")));
  }

  /** Settings with the executor of the tests. */
  static Map<String, String> withKaniko(Path folder, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("LUNA_BUILDER_KANIKO_EXECUTOR", RealParts.kaniko().toString());
    all.putIfAbsent("LUNA_BUILDER_LOCK_FILE", folder.resolve("lock").toString());
    return all;
  }

  /** Sends a token with each call from now on. */
  RunningService callWith(String newToken) {
    token = newToken;
    return this;
  }

  Program program() {
    return program;
  }

  URI address() {
    return address;
  }

  /** Sends an archive; gives its link. */
  String upload(byte[] archive) throws IOException, InterruptedException {
    HttpRequest request = to("/1/archives").POST(BodyPublishers.ofByteArray(archive)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("archive")
        .asText();
  }

  /** Asks for a build of {@code dockerfile} alone; gives its id. */
  String build(String image, String dockerfile) throws IOException, InterruptedException {
    String archive = upload(Contexts.tar(Map.of("Dockerfile", dockerfile)));
    JsonNode answer = submit(request(archive, image));
    return answer.path("build_id").asText();
  }

  static Map<String, Object> request(String archive, String image) {
    return Map.of(
        "archive",
        archive,
        "parameters",
        Map.of("image_name", image, "image_builder", "local_kaniko"));
  }

  /** The answer to a request for a build, whatever it is. */
  JsonNode submit(Map<String, Object> request) throws IOException, InterruptedException {
    HttpRequest post =
        to("/1/builds")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
            .build();
    return JSON.readTree(http.send(post, BodyHandlers.ofString()).body());
  }

  /** Posts without a body; gives the status. */
  int post(String path) throws IOException, InterruptedException {
    return http.send(to(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
        .statusCode();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  String text(String path) throws IOException, InterruptedException {
    return http.send(to(path).build(), BodyHandlers.ofString()).body();
  }

  /** The lines of an event stream, as they come. */
  Stream<String> follow(String path) throws IOException, InterruptedException {
    HttpRequest request = to(path).header("Accept", "text/event-stream").build();
    return http.send(request, BodyHandlers.ofLines()).body();
  }

  HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return http.send(to(path).build(), BodyHandlers.ofByteArray());
  }

  /** Waits until the build is over. */
  JsonNode awaitEnd(String id) throws Exception {
    return await(id, build -> ENDS.contains(build.path("status").asText()));
  }

  /** Waits until the build's log has {@code text}. */
  void awaitLog(String id, String text) throws Exception {
    await(id, _ -> text("/1/builds/" + id + "/log").contains(text));
  }

  /** What a build is waited for. */
  interface Condition {
    boolean holds(JsonNode build) throws Exception;
  }

  JsonNode await(String id, Condition condition) throws Exception {
    long giveUp = System.nanoTime() + LONGEST_BUILD.toNanos();
    JsonNode build = get("/1/builds/" + id);
    while (!condition.holds(build)) {
      if (System.nanoTime() > giveUp) {
        throw new TimeoutException(
            build + "\n" + text("/1/builds/" + id + "/log") + "\n" + program.output());
      }
      Thread.sleep(50);
      build = get("/1/builds/" + id);
    }
    return build;
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofMinutes(1));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    http.shutdownNow();
    program.close();
  }
}
