package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.Heard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("BuildKit, beyond what every builder promises,")
class RealBuildsTest {
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

  private static Map<String, String> saying(String words) {
    return Map.of("Dockerfile", "FROM " + bench.base() + "\nRUN echo \"$(echo " + words + ")\"\n");
  }

  @Test
  @DisplayName("uses layers of earlier builds again, where the request allows it")
  void cache() throws Exception {
    BuilderResult first = bench.run(bench.job("team/cache:1", saying("hello")), new Heard());
    Heard again = new Heard();
    Heard anew = new Heard();

    BuilderResult second = bench.run(bench.job("team/cache:1", saying("hello")), again);
    bench.run(
        bench.job("team/cache:1", saying("hello"), BuildRequests.options(List.of(), false)), anew);

    assertThat(second).isEqualTo(first);
    assertThat(again.lines())
        .anyMatch(line -> line.contains("RUN echo") && line.endsWith("(cached)"))
        .doesNotContain("hello");
    assertThat(anew.lines()).contains("hello");
  }

  @Test
  @DisplayName("finds layers in the registry that the daemon forgot")
  void registryCache() throws Exception {
    Buildctl buildctl = bench.daemon().buildctl();
    ImageBuilder remembering =
        new BuildKitPlugin()
            .open(
                TestWorkplace.settings(buildctl, Map.of("REGISTRY_CACHE", "1")), bench.workplace());
    Workbench.run(remembering, bench.job("team/kept:1", saying("remember")), new Heard());
    new ProcessBuilder(
            buildctl.program().toString(), "--addr", buildctl.address(), "prune", "--all")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    Heard again = new Heard();

    Workbench.run(remembering, bench.job("team/kept:1", saying("remember")), again);

    assertThat(again.lines()).doesNotContain("remember").anyMatch(line -> line.contains("RUN"));
  }

  @Test
  @DisplayName("keeps the image as a file where there is no registry")
  void saves() throws Exception {
    TestWorkplace files =
        TestWorkplace.in(folder.resolve("files"), bench.workplace().archives(), null);
    BuildJob.InProgress job =
        bench.job(
            "team/saved:1",
            Map.of("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n"),
            BuildRequests.options(List.of(new Tag("stable")), true));

    BuilderResult result = Workbench.run(files.open(bench.daemon().buildctl()), job, new Heard());

    assertThat(result).isInstanceOf(BuilderResult.Saved.class);
    BuilderResult.Saved saved = (BuilderResult.Saved) result;
    Path image = files.imageFile(job.id());
    assertThat(image).hasSize(saved.size());
    assertThat(entry(image, "manifest.json")).contains("team/saved:1", "team/saved:stable");
    assertThat(entry(image, "index.json")).contains(saved.digest().value());
    assertThat(image.getParent()).isDirectoryNotContaining(file -> !file.equals(image));
  }

  private static String entry(Path tar, String name) throws Exception {
    Process reading = new ProcessBuilder("tar", "-xOf", tar.toString(), name).start();
    return new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("ends its buildctl also when it cannot tell its progress")
  void deafListener() throws Exception {
    BuildJob.InProgress job =
        bench.job(
            "team/deaf:1",
            Map.of("Dockerfile", "FROM " + bench.base() + "\nRUN echo so; sleep 9\n"));
    BuildProgress deaf =
        new BuildProgress() {
          @Override
          public void stage(BuildStage stage) {}

          @Override
          public void log(String line) {
            if (line.equals("so")) {
              throw new IllegalStateException("deaf");
            }
          }

          @Override
          public void repeat() {}
        };

    try (RunningBuild build = bench.builder().start(job, deaf)) {
      assertThatThrownBy(build::await).hasRootCauseMessage("deaf");
    }

    assertThat(bench.workplace().leftovers()).isEmpty();
    assertThat(
            ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .flatMap(Stream::of))
        .noneMatch(argument -> argument.contains(job.id().toString()));
  }

  @Test
  @DisplayName("ends and clears what a service that died had begun")
  void orphan() throws Exception {
    BuildJob.InProgress job = bench.job("team/orphan:1", Map.of());
    Path attempt = AttemptFolder.path(bench.workplace().folder(), job);
    Path context = Files.createDirectories(attempt.resolve("context"));
    Files.createFile(attempt.resolveSibling(attempt.getFileName() + ".lock"));
    Files.writeString(
        context.resolve("Dockerfile"), "FROM " + bench.base() + "\nRUN echo begun; sleep 600\n");
    Process orphan =
        bench
            .daemon()
            .buildctl()
            .build(
                List.of(
                    "--frontend=dockerfile.v0",
                    "--progress=plain",
                    "--metadata-file=" + attempt.resolve("metadata.json"),
                    "--local=context=" + context,
                    "--local=dockerfile=" + context),
                attempt)
            .process();
    assertThat(orphan.errorReader().lines().anyMatch(line -> line.endsWith(" begun"))).isTrue();

    assertThat(bench.workplace().open(bench.daemon().buildctl()).adopt(job, new Heard())).isEmpty();

    assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bench.workplace().leftovers()).isEmpty();
  }

  @Test
  @DisplayName("names the daemon's address when nobody answers there, which another attempt may")
  void daemonIsAway() throws Exception {
    String nowhere = "unix://" + folder.resolve("nowhere");
    ImageBuilder lonely = bench.workplace().open(BuildKitDaemon.buildctlAt(nowhere));

    BuilderResult result =
        Workbench.run(lonely, bench.job("team/lonely:1", saying("hello")), new Heard());

    assertThat(result).isInstanceOf(BuilderResult.Failed.class);
    Failure failure = ((BuilderResult.Failed) result).failure();
    assertThat(failure.message()).contains("buildkitd does not answer at " + nowhere);
    assertThat(failure.code().retryable()).isTrue();
  }
}
