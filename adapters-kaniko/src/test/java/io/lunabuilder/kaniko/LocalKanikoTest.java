package io.lunabuilder.kaniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Local kaniko")
class LocalKanikoTest {
  private static KanikoBench bench;

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    bench = KanikoBench.in(folder);
  }

  @AfterAll
  static void close() throws InterruptedException {
    if (bench != null) {
      bench.close();
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  @DisplayName("builds on a distribution of usual size")
  void distribution() throws Exception {
    BuilderResult result =
        bench.build(
            bench.pushing(), bench.fromDebian() + "RUN python3 -c 'open(\"/hello\", \"w\")'\n");

    assertThat(result).isInstanceOf(BuilderResult.Pushed.class);
  }

  @Test
  @DisplayName("without a registry keeps the image as a file that docker load takes")
  void keeps() throws Exception {
    KanikoSettings settings = bench.keeping();

    BuilderResult result = bench.build(settings, bench.from() + "RUN echo hello > /hello\n");

    assertThat(result).isInstanceOf(BuilderResult.Saved.class);
    try (Stream<Path> images = Files.list(settings.imagesFolder())) {
      List<Path> kept = images.toList();
      assertThat(kept).hasSize(1);
      assertThat(Files.size(kept.getFirst())).isEqualTo(((BuilderResult.Saved) result).size());
      assertThat(DockerArchive.isReadable(kept.getFirst())).isTrue();
    }
  }

  @Test
  @DisplayName("calls stages that use each other in a cycle an invalid Dockerfile")
  void stagesInACycle() throws Exception {
    Failure failure =
        failureOf(
            "FROM scratch AS a\nCOPY --from=b /f /f\nFROM scratch AS b\nCOPY --from=a /f /f\n");

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_INVALID);
    assertThat(failure.message()).startsWith("line 2: COPY --from=b");
  }

  @Test
  @DisplayName("ends every process of a build that is cancelled")
  void cancel() throws Exception {
    Running running =
        bench.begin(
            bench.pushing(),
            bench.from() + "RUN sleep 86001 & setsid sleep 86001 & echo begun; sleep 86001\n");
    running.heard().await("begun");
    assertThat(Processes.with("86001")).isNotEmpty();

    running.build().cancel();

    assertThat(running.build().await()).isInstanceOf(BuilderResult.Stopped.class);
    assertThat(Processes.with("86001")).isEmpty();
    assertThat(mountsBelow(bench.builds())).isEmpty();
  }

  @Test
  @DisplayName("changes nothing of the machine outside of the build's root")
  void machineStaysAsItIs() throws Exception {
    var before = Fingerprint.of(Path.of("/etc"), Path.of("/usr"), Path.of("/bin"));

    BuilderResult result =
        bench.build(
            bench.pushing(),
            bench.from()
                + "RUN echo x > /etc/luna; mkdir -p /usr/bin; echo x > /usr/bin/luna; rm -f"
                + " /etc/passwd\n");

    assertThat(result).isInstanceOf(BuilderResult.Pushed.class);
    assertThat(Fingerprint.of(Path.of("/etc"), Path.of("/usr"), Path.of("/bin"))).isEqualTo(before);
  }

  @ParameterizedTest(name = "leaves the machine alone when a step runs: {0}")
  @ValueSource(
      strings = {
        "rm -rf /kaniko/out && ln -s %s /kaniko/out",
        "mv /kaniko /moved && ln -s %s /kaniko",
        "rm -rf /kaniko/out && mkdir /kaniko/out && ln -s %s/digest /kaniko/out/digest"
      })
  void linksInPlaceOfResults(String step, @TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/digest"), "precious");
    Files.writeString(folder.resolve("digest"), "precious");
    Files.writeString(folder.resolve("image.tar"), "precious");
    var before = Fingerprint.of(folder);

    BuilderResult result =
        bench.build(
            bench.keeping(), bench.from() + "RUN " + step.formatted(folder) + " || exit 7\n");
    bench.leftovers();

    assertThat(result).isNotInstanceOf(BuilderResult.Stopped.class);
    assertThat(Fingerprint.of(folder)).isEqualTo(before);
  }

  @Test
  @DisplayName("shows a step nothing of the service's environment, and no way to steer the machine")
  void stepSeesLittle() throws Exception {
    Running running =
        bench.begin(
            bench.pushing(),
            bench.from()
                + "RUN cat /proc/1/environ /proc/self/environ 2>/dev/null | tr '\\0' '\\n'\n"
                + "RUN (echo 1 > /proc/sys/kernel/panic) 2>/dev/null || echo no steering\n");

    assertThat(running.build().await()).isInstanceOf(BuilderResult.Pushed.class);
    assertThat(running.heard().lines()).contains("no steering");
    assertThat(String.join("\n", running.heard().lines()))
        .doesNotContain("JAVA_HOME", "LUNA_TEST", "MAVEN");
  }

  private static Failure failureOf(String dockerfile) throws Exception {
    BuilderResult result = bench.build(bench.pushing(), dockerfile);
    assertThat(result).isInstanceOf(BuilderResult.Failed.class);
    return ((BuilderResult.Failed) result).failure();
  }

  private static List<String> mountsBelow(Path folder) throws Exception {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .filter(mount -> mount.contains(folder.toString()))
        .toList();
  }
}
