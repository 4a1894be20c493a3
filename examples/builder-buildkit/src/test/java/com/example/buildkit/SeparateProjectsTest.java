package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.Background;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.Heard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One daemon builds for all: what of one project must not reach another. */
@DisplayName("BuildKit keeps apart")
class SeparateProjectsTest {
  @TempDir private static Path folder;
  private static Workbench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = Workbench.startOrSkip(folder);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  /** Projects of which no file differs in name, size or time, if their secrets are as long. */
  private static Map<String, String> project(String secret) {
    return Map.of(
        "Dockerfile",
        "FROM " + bench.base() + "\nCOPY secret /\nRUN echo \"the secret is $(cat /secret)\"\n",
        "secret",
        secret);
  }

  @Test
  @DisplayName("the files of projects")
  void files() throws Exception {
    for (String secret : List.of("11111", "22222", "33333")) {
      Heard heard = new Heard();

      bench.run(bench.job("team/project:" + secret, project(secret)), heard);

      assertThat(heard.lines()).contains("the secret is " + secret);
    }
  }

  @Test
  @DisplayName("those of projects that are built at the same time")
  void filesOfParallelBuilds() throws Exception {
    for (String round : List.of("first", "later")) {
      Map<String, Heard> heard = new HashMap<>();
      List<Background<BuilderResult>> builds = new ArrayList<>();
      for (String secret : List.of(round + 1, round + 2, round + 3, round + 4)) {
        BuildJob.InProgress job = bench.job("team/parallel:" + secret, project(secret));
        Heard ears = new Heard();
        heard.put(secret, ears);
        builds.add(Background.run(() -> bench.run(job, ears)));
      }
      for (Background<BuilderResult> build : builds) {
        assertThat(build.result()).isInstanceOf(BuilderResult.Pushed.class);
      }
      heard.forEach((secret, ears) -> assertThat(ears.lines()).contains("the secret is " + secret));
    }
  }

  @Test
  @DisplayName("cache mounts of images, whatever a request says")
  void cacheMounts() throws Exception {
    String of = bench.registry().host() + "/images/team/one";
    Heard own = new Heard();
    Heard foreign = new Heard();
    Heard cunning = new Heard();
    bench.run(bench.job("team/one:1", mounting("touch /c/file-of-one")), new Heard());

    bench.run(bench.job("team/one:2", mounting("echo there is $(ls /c)")), own);
    bench.run(bench.job("team/two:1", mounting("echo here is $(ls /c)")), foreign);
    bench.run(
        bench.job(
            "team/three:1",
            mounting("echo now is $(ls /c)"),
            BuildRequests.arguments(Map.of("BUILDKIT_CACHE_MOUNT_NS", of))),
        cunning);

    assertThat(own.lines()).contains("there is file-of-one");
    assertThat(foreign.lines()).contains("here is");
    assertThat(cunning.lines()).contains("now is");
  }

  private static Map<String, String> mounting(String command) {
    return Map.of(
        "Dockerfile",
        "FROM " + bench.base() + "\nRUN --mount=type=cache,target=/c " + command + "\n");
  }

  @Test
  @DisplayName("credentials, which a build has only where the service has them")
  void credentials() throws Exception {
    try (DockerRegistry locked =
        DockerRegistry.startLockedOrSkip(folder.resolve("locked"), "127.0.0.1")) {
      BuildJob.InProgress job = bench.job("team/locked:1", project("locked"));

      assertThat(Workbench.run(pushingTo(locked, credentials(locked)), job, new Heard()))
          .isInstanceOf(BuilderResult.Pushed.class);
      assertThat(Workbench.run(pushingTo(locked, null), job, new Heard()))
          .isInstanceOf(BuilderResult.Failed.class);
    }
  }

  private static ImageBuilder pushingTo(DockerRegistry registry, @Nullable Path credentials)
      throws Exception {
    TestWorkplace usual = bench.workplace();
    return new TestWorkplace(
            usual.home(),
            usual.archives(),
            new ImageDestination(
                new Registry(registry.host(), ""), Set.of(registry.host()), credentials))
        .open(bench.daemon().buildctl());
  }

  private static Path credentials(DockerRegistry registry) throws Exception {
    String login = DockerRegistry.USER + ":" + DockerRegistry.PASSWORD;
    return Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
            .formatted(
                registry.host(),
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
  }
}
