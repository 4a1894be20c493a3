package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.Background;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.Heard;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("BuildKit, beyond what every builder promises,")
class RealBuildsTest {
  private static final InMemoryArchives ARCHIVES = new InMemoryArchives();

  @TempDir private static Path folder;
  private static BuildKitDaemon daemon;
  private static DockerRegistry registry;
  private static String base;
  private static TestWorkplace workplace;
  private static ImageBuilder builder;

  @BeforeAll
  static void start() throws Exception {
    daemon = BuildKitDaemon.startOrSkip(folder.resolve("daemon"));
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    base = registry.push(RealParts.busybox(), "base:1");
    workplace = TestWorkplace.in(folder, ARCHIVES, new Registry(registry.host(), "images"));
    builder = workplace.open(daemon.buildctl());
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private static BuildJob.InProgress job(String image, Map<String, String> files) throws Exception {
    return BuildRequests.job(ARCHIVES, image, BuildRequests.CACHED, files);
  }

  /** Two projects of which no file differs in name, size or time. */
  private static Map<String, String> project(String secret) {
    return Map.of(
        "Dockerfile",
        "FROM " + base + "\nCOPY secret /secret\nRUN echo \"the secret is $(cat /secret)\"\n",
        "secret",
        secret);
  }

  @Test
  @DisplayName("keeps files of one project out of the images of others")
  void keepsFilesApart() throws Exception {
    for (String secret : List.of("11111", "22222", "33333")) {
      Heard heard = new Heard();

      BuildRequests.run(builder, job("team/project:" + secret, project(secret)), heard);

      assertThat(heard.lines()).contains("the secret is " + secret);
    }
  }

  @Test
  @DisplayName("keeps them apart also when projects are built at the same time")
  void keepsFilesApartInParallel() throws Exception {
    for (String round : List.of("first", "later")) {
      Map<String, Heard> heard = new HashMap<>();
      List<Background<BuilderResult>> builds = new ArrayList<>();
      for (String secret : List.of(round + 1, round + 2, round + 3, round + 4)) {
        BuildJob.InProgress job = job("team/parallel:" + secret, project(secret));
        Heard ears = new Heard();
        heard.put(secret, ears);
        builds.add(Background.run(() -> BuildRequests.run(builder, job, ears)));
      }
      for (Background<BuilderResult> build : builds) {
        assertThat(build.result()).isInstanceOf(BuilderResult.Pushed.class);
      }
      heard.forEach((secret, ears) -> assertThat(ears.lines()).contains("the secret is " + secret));
    }
  }

  @Test
  @DisplayName("uses layers of earlier builds again, where the request allows it")
  void cache() throws Exception {
    Map<String, String> files = project("cached");
    BuilderResult first = BuildRequests.run(builder, job("team/cache:1", files), new Heard());
    Heard again = new Heard();
    Heard anew = new Heard();

    BuilderResult second = BuildRequests.run(builder, job("team/cache:1", files), again);
    BuildRequests.run(
        builder,
        BuildRequests.job(ARCHIVES, "team/cache:1", BuildRequests.options(List.of(), false), files),
        anew);

    assertThat(second).isEqualTo(first);
    assertThat(again.lines())
        .anyMatch(line -> line.contains("RUN echo") && line.endsWith("(cached)"))
        .doesNotContain("the secret is cached");
    assertThat(anew.lines()).contains("the secret is cached");
  }

  @Test
  @DisplayName("finds layers in the registry that the daemon forgot")
  void registryCache() throws Exception {
    Map<String, String> files = project("forgotten");
    ImageBuilder remembering =
        new BuildKitPlugin()
            .open(
                TestWorkplace.settings(daemon.buildctl(), Map.of("REGISTRY_CACHE", "1")),
                workplace);
    BuildRequests.run(remembering, job("team/remembered:1", files), new Heard());
    new ProcessBuilder(
            daemon.buildctl().program().toString(),
            "--addr",
            daemon.buildctl().address(),
            "prune",
            "--all")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    Heard again = new Heard();

    BuildRequests.run(remembering, job("team/remembered:1", files), again);

    assertThat(again.lines()).doesNotContain("the secret is forgotten");
  }

  @Test
  @DisplayName("keeps the image as a file where there is no registry")
  void saves() throws Exception {
    TestWorkplace files = TestWorkplace.in(folder.resolve("files"), ARCHIVES, null);
    BuildJob.InProgress job =
        BuildRequests.job(
            ARCHIVES,
            "team/saved:1",
            BuildRequests.options(List.of(new Tag("stable")), true),
            Map.of("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n"));

    BuilderResult result = BuildRequests.run(files.open(daemon.buildctl()), job, new Heard());

    assertThat(result).isInstanceOf(BuilderResult.Saved.class);
    Path image = files.imageFile(job.id());
    assertThat(((BuilderResult.Saved) result).size()).isEqualTo(Files.size(image));
    assertThat(entry(image, "manifest.json")).contains("team/saved:1", "team/saved:stable");
    assertThat(entry(image, "index.json"))
        .contains(((BuilderResult.Saved) result).digest().value());
    assertThat(image.getParent()).isDirectoryNotContaining(file -> !file.equals(image));
  }

  private static String entry(Path tar, String name) throws Exception {
    Process reading = new ProcessBuilder("tar", "-xOf", tar.toString(), name).start();
    return new String(reading.getInputStream().readAllBytes());
  }

  @Test
  @DisplayName("ends and clears what a service that died had begun")
  void orphan() throws Exception {
    BuildJob.InProgress job = job("team/orphan:1", Map.of());
    Path attempt = AttemptFolder.path(workplace.folder(), job);
    Files.createDirectories(attempt.resolve("context"));
    Files.createFile(attempt.resolveSibling(attempt.getFileName() + ".lock"));
    Files.writeString(
        attempt.resolve("context/Dockerfile"), "FROM " + base + "\nRUN echo begun; sleep 600\n");
    Process orphan =
        daemon
            .buildctl()
            .build(
                List.of(
                    "--frontend=dockerfile.v0",
                    "--progress=plain",
                    "--metadata-file=" + attempt.resolve("metadata.json"),
                    "--local=context=" + attempt.resolve("context"),
                    "--local=dockerfile=" + attempt.resolve("context")),
                attempt);
    assertThat(orphan.errorReader().lines().anyMatch(line -> line.endsWith(" begun"))).isTrue();

    assertThat(workplace.open(daemon.buildctl()).adopt(job, new Heard())).isEmpty();

    assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(workplace.leftovers()).noneMatch(file -> file.contains(job.id().toString()));
  }

  @Test
  @DisplayName("names the daemon's address when nobody answers there, which another attempt may")
  void daemonIsAway() throws Exception {
    String nowhere = "unix://" + folder.resolve("nowhere");
    ImageBuilder lonely = workplace.open(BuildKitDaemon.buildctlAt(nowhere));
    BuildJob.InProgress job = job("team/lonely:1", Map.of("Dockerfile", "FROM scratch\n"));

    BuilderResult result = BuildRequests.run(lonely, job, new Heard());

    assertThat(result).isInstanceOf(BuilderResult.Failed.class);
    assertThat(((BuilderResult.Failed) result).failure().message())
        .contains("buildkitd does not answer at " + nowhere);
    assertThat(((BuilderResult.Failed) result).failure().code().retryable()).isTrue();
  }
}
