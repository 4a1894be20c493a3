package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.Tarballs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that Maven packed, installed in the program that others run. */
@DisplayName("A service with the packed plug-in")
class BuildKitServiceIT {
  @TempDir private static Path folder;
  private static BuildKitDaemon daemon;
  private static DockerRegistry registry;
  private static String base;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    Path jar = Path.of(System.getProperty("luna-builder.jar"));
    assumeTrue(Files.exists(jar), "there is no " + jar + ": run ./luna-builder once");
    daemon = BuildKitDaemon.startOrSkip(folder.resolve("daemon"));
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    base = registry.push(RealParts.busybox(), "base:1");
    service =
        RunningService.start(
            jar,
            folder,
            Map.of(
                "LUNA_BUILDER_PLUGIN_DIR",
                System.getProperty("plugins"),
                "LUNA_BUILDER_ENABLED_BUILDERS",
                BuildKitPlugin.NAME,
                "LUNA_BUILDER_BUILDKIT_ADDRESS",
                daemon.buildctl().address(),
                "LUNA_BUILDER_BUILDKIT_BUILDCTL",
                daemon.buildctl().program().toString(),
                "LUNA_BUILDER_REGISTRY",
                registry.host(),
                "LUNA_BUILDER_INSECURE_REGISTRIES",
                registry.host()));
  }

  @AfterAll
  static void stop() {
    Stream.of(service, registry, daemon)
        .filter(part -> part != null)
        .forEach(BuildKitServiceIT::end);
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String submit(String image, String steps) throws Exception {
    String dockerfile = "FROM " + base + "\n" + steps;
    return service.submit(service.upload(Tarballs.of(Map.of("Dockerfile", dockerfile))), image);
  }

  @Test
  @DisplayName("builds an image that the registry has, and keeps the log")
  void builds() throws Exception {
    String id = submit("team/app:1", "RUN echo made by BuildKit > /made && cat /made\n");

    JsonObject build = service.awaitEnd(id);

    assertThat(build.get("status").getAsString()).as(build.toString()).isEqualTo("completed");
    assertThat(build.getAsJsonObject("image").get("digest").getAsString())
        .isEqualTo(digest("team/app", "1"));
    assertThat(service.log(id)).contains("RUN echo made", "\nmade by BuildKit\n");
  }

  private static String digest(String repository, String tag) throws Exception {
    URI manifest =
        URI.create("http://" + registry.host() + "/v2/" + repository + "/manifests/" + tag);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(manifest)
                  .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                  .build(),
              BodyHandlers.discarding())
          .headers()
          .firstValue("Docker-Content-Digest")
          .orElseThrow();
    }
  }

  @Test
  @DisplayName("says which step failed, and how")
  void fails() throws Exception {
    JsonObject build = service.awaitEnd(submit("team/failing:1", "RUN exit 7\n"));

    JsonObject failure = build.getAsJsonObject("failure");
    assertThat(failure.get("code").getAsString()).isEqualTo("build_step_failed");
    assertThat(failure.get("exit_code").getAsInt()).isEqualTo(7);
  }

  @Test
  @DisplayName("ends a build on request, and its step with it")
  void cancels() throws Exception {
    String id = submit("team/slow:1", "RUN sleep 61234\n");
    service.awaitStage(id, "building");
    awaitSleeper(true);

    service.cancel(id);

    assertThat(service.awaitEnd(id).get("status").getAsString()).isEqualTo("cancelled");
    awaitSleeper(false);
    assertThat(folder.resolve("data/plugins/buildkit")).isEmptyDirectory();
  }

  /** Steps are processes of this machine; the daemon ends them a moment after the build. */
  private static void awaitSleeper(boolean there) throws InterruptedException {
    for (int look = 0; look < 200 && isSleeperThere() != there; look++) {
      Thread.sleep(50);
    }
    assertThat(isSleeperThere()).isEqualTo(there);
  }

  private static boolean isSleeperThere() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream())
        .anyMatch(arguments -> arguments.length == 1 && arguments[0].equals("61234"));
  }
}
