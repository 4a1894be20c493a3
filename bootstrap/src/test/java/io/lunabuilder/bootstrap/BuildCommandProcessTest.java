package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("luna-builder build, without a server,")
class BuildCommandProcessTest {
  @TempDir private Path folder;

  @Test
  @Tag("R12")
  @DisplayName("builds a folder, leaves the image as a file, and ends with 0")
  void builds() throws Exception {
    Path context = context("FROM scratch\nCOPY Dockerfile /\n");
    try (Program program = build(Map.of(), context)) {

      assertThat(program.awaitEnd()).as(program.output()).isZero();
      assertThat(program.output())
          .contains("builds run in", "[", "Built team/a:1", "sha256:", "docker load -i");
      assertThat(filesIn("images")).hasSize(1);
      assertThat(filesIn("uploads")).as("the upload was taken back").isEmpty();
    }
  }

  @Test
  @DisplayName("tells why a build failed, and ends with 1")
  void fails() throws Exception {
    try (Program program = build(Map.of(), context("FRAM scratch\n"))) {

      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(1);
      assertThat(program.output()).contains("dockerfile_invalid", "What to do:");
    }
  }

  @Test
  @DisplayName("refuses settings that are wrong before it does anything, naming them")
  void wrongSetting() throws Exception {
    try (Program program =
        build(Map.of("LUNA_BUILDER_WORKERS", "many"), context("FROM scratch\n"))) {

      assertThat(program.awaitEnd()).isEqualTo(2);
      assertThat(program.output()).contains("LUNA_BUILDER_WORKERS", "many", "from 0 to 64");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  @DisplayName("does not wait for a service of its own that has no workers")
  void noWorkers() throws Exception {
    try (Program program = build(Map.of("LUNA_BUILDER_WORKERS", "0"), context("FROM scratch\n"))) {

      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(2);
      assertThat(program.output()).contains("LUNA_BUILDER_WORKERS is 0", "set it to 1");
    }
  }

  @Test
  @DisplayName("on Ctrl-C cancels the build, leaves nothing behind, and ends with 130")
  void interrupted() throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"))) {
      String base = registry.push(RealParts.busybox(), "busybox:1");
      Path context = context("FROM " + base + "\nRUN echo begun; sleep 86021\n");
      try (Program program =
          build(Map.of("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host()), context)) {
        program.awaitLine("begun");

        program.signal("INT");

        assertThat(program.awaitEnd()).as(program.output()).isEqualTo(130);
        assertThat(program.output()).contains("Cancelled");
        assertThat(filesIn("builds")).isEmpty();
        assertThat(filesIn("uploads")).isEmpty();
        assertThat(filesIn("images")).isEmpty();
      }
    }
  }

  private Path context(String dockerfile) throws IOException {
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return context;
  }

  private Program build(Map<String, String> settings, Path context) throws IOException {
    return Program.run(
        RunningService.withKaniko(folder, settings),
        "build",
        context.toString(),
        "--image",
        "team/a:1",
        "--data-dir",
        folder.resolve("data").toString());
  }

  private List<String> filesIn(String name) throws IOException {
    Path where = folder.resolve("data").resolve(name);
    if (!Files.exists(where)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(where)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(entry -> !entry.startsWith("."))
          .toList();
    }
  }
}
