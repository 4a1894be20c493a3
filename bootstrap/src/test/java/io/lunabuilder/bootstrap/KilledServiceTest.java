package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that ends while it builds")
class KilledServiceTest {
  @TempDir private Path folder;
  private DockerRegistry registry;
  private Map<String, String> settings;
  private String dockerfile;

  /** The first attempt would take for ever; the second sees that it is one. */
  @BeforeEach
  void prepare() throws Exception {
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    String base = registry.push(RealParts.busybox(), "busybox:1");
    settings = Map.of("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
    dockerfile = "FROM " + base + "\nRUN echo begun; sleep 5\nRUN sleep 86011 & true\n";
  }

  @AfterEach
  void end() throws Exception {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  @DisplayName("by kill -9: everything of the build ends with it, and the next start builds again")
  void killed() throws Exception {
    String id;
    try (RunningService first = RunningService.in(folder, settings)) {
      id = first.build("team/a:1", dockerfile);
      first.awaitLog(id, "begun");
      first.program().signal("KILL");
      first.program().awaitEnd();
    }

    try (RunningService second = RunningService.in(folder, settings)) {
      JsonNode build = second.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(2);
      assertThat(second.text("/1/builds/" + id + "/log")).contains("Attempt 1 was interrupted");
    }
    assertThat(leftInBuilds()).isEmpty();
    assertThat(Processes.with(folder + "/data")).isEmpty();
    assertThat(Processes.with("86011")).isEmpty();
  }

  @Test
  @DisplayName("by SIGTERM: it hands the build back, ends with 0, and the next start builds it")
  void terminated() throws Exception {
    String id;
    try (RunningService first = RunningService.in(folder, settings)) {
      id = first.build("team/a:1", dockerfile);
      first.awaitLog(id, "begun");
      first.program().signal("TERM");
      assertThat(first.program().awaitEnd()).as(first.program().output()).isZero();
    }
    assertThat(leftInBuilds()).isEmpty();
    assertThat(Processes.with(folder + "/data")).isEmpty();
    assertThat(Processes.with("86011")).isEmpty();

    try (RunningService second = RunningService.in(folder, settings)) {
      assertThat(second.awaitEnd(id).path("status").asText()).isEqualTo("completed");
    }
  }

  @Test
  @DisplayName("keeps every build that it accepted, also those that waited")
  void keepsWaitingBuilds() throws Exception {
    String waiting;
    try (RunningService first = RunningService.in(folder, settings)) {
      first.awaitLog(first.build("team/a:1", dockerfile), "begun");
      waiting = first.build("team/b:1", "FROM scratch\nCOPY Dockerfile /\n");
      first.program().signal("KILL");
      first.program().awaitEnd();
    }

    try (RunningService second = RunningService.in(folder, settings)) {
      assertThat(second.awaitEnd(waiting).path("status").asText()).isEqualTo("completed");
    }
  }

  private List<String> leftInBuilds() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("data").resolve("builds"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }
}
