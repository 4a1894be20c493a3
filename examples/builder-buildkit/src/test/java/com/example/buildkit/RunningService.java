package com.example.buildkit;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The service in a process of its own, as an administrator runs it, and a caller of its API. */
final class RunningService implements AutoCloseable {
  private static final Duration LONGEST_BUILD = Duration.ofSeconds(60);
  private static final Set<String> ENDS = Set.of("completed", "error", "cancelled");
  private static final String SERVING = "Serving on ";

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningService(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it, and waits until it serves.
   *
   * @param jar the program
   * @param folder for its files
   */
  static RunningService start(Path jar, Path folder, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            jar.toString(),
            "io.lunabuilder.bootstrap.Main",
            "serve",
            "--port=0",
            "--data-dir=" + folder.resolve("data"));
    builder.environment().keySet().removeIf(name -> name.startsWith("LUNA_BUILDER_"));
    builder.environment().putAll(settings);
    builder.environment().put("LUNA_BUILDER_LOCK_FILE", folder.resolve("lock").toString());
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader output = process.inputReader();
    Optional<String> serving = output.lines().filter(line -> line.contains(SERVING)).findFirst();
    Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
    return serving
        .map(line -> URI.create(line.replaceFirst(".*" + SERVING + "(\\S+),.*", "$1")))
        .map(address -> new RunningService(process, address))
        .orElseThrow(() -> new IOException("the service ended at once"));
  }

  /** Sends an archive; gives its link. */
  String upload(byte[] archive) throws IOException, InterruptedException {
    HttpRequest post = to("/1/archives").POST(BodyPublishers.ofByteArray(archive)).build();
    return json(post).get("archive").getAsString();
  }

  /** Asks for a build; gives its id. */
  String submit(String archive, String image) throws IOException, InterruptedException {
    Map<String, Object> request =
        Map.of(
            "archive",
            archive,
            "parameters",
            Map.of("image_name", image, "image_builder", BuildKitPlugin.NAME));
    HttpRequest post =
        to("/1/builds")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(new Gson().toJson(request)))
            .build();
    return json(post).get("build_id").getAsString();
  }

  void cancel(String id) throws IOException, InterruptedException {
    HttpRequest post = to("/1/builds/" + id + "/cancel").POST(BodyPublishers.noBody()).build();
    http.send(post, BodyHandlers.discarding());
  }

  String log(String id) throws IOException, InterruptedException {
    return http.send(to("/1/builds/" + id + "/log").build(), BodyHandlers.ofString()).body();
  }

  JsonObject awaitEnd(String id) throws IOException, InterruptedException {
    return await(id, build -> ENDS.contains(build.get("status").getAsString()));
  }

  JsonObject awaitStage(String id, String stage) throws IOException, InterruptedException {
    return await(id, build -> build.get("stage").getAsString().equals(stage));
  }

  private JsonObject await(String id, Predicate<JsonObject> condition)
      throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + LONGEST_BUILD.toNanos();
    JsonObject build = json(to("/1/builds/" + id).build());
    while (!condition.test(build)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(build + "\n" + log(id));
      }
      Thread.sleep(Duration.ofMillis(50));
      build = json(to("/1/builds/" + id).build());
    }
    return build;
  }

  private JsonObject json(HttpRequest request) throws IOException, InterruptedException {
    String answer = http.send(request, BodyHandlers.ofString()).body();
    return new Gson().fromJson(answer, JsonObject.class);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  @Override
  public void close() {
    http.close();
    process.toHandle().destroy();
    process.onExit().join();
  }
}
