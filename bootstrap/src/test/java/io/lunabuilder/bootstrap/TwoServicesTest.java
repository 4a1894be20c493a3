package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two services on one machine")
class TwoServicesTest {
  @TempDir private Path folder;

  @Test
  @Tag("R17")
  @DisplayName("build one at a time when they share the lock file, also with folders of their own")
  void shareTheLock() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"))) {
      String base = registry.push(RealParts.busybox(), "busybox:1");
      Map<String, String> settings =
          Map.of(
              "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host(),
              "LUNA_BUILDER_LOCK_FILE", folder.resolve("shared.lock").toString());
      try (RunningService first = RunningService.in(one, settings);
          RunningService second = RunningService.in(two, settings)) {
        String dockerfile = "FROM " + base + "\nRUN sleep 1\n";
        String a = first.build("team/a:1", dockerfile);
        String b = second.build("team/b:1", dockerfile);

        List<JsonNode> builds =
            Stream.of(first.awaitEnd(a), second.awaitEnd(b))
                .sorted((x, y) -> time(x, "start_time").compareTo(time(y, "start_time")))
                .toList();

        assertThat(builds).allMatch(end -> end.path("status").asText().equals("completed"));
        assertThat(time(builds.get(1), "start_time"))
            .isAfterOrEqualTo(time(builds.get(0), "end_time"));
      }
    }
  }

  private static Instant time(JsonNode build, String name) {
    return Instant.parse(build.path(name).asText());
  }

  @Test
  @DisplayName("cannot have the same data folder: the second says who has it, and where")
  void sameFolder() throws Exception {
    try (RunningService first = RunningService.in(folder, Map.of());
        Program second =
            Program.run(
                RunningService.withKaniko(folder, Map.of()),
                "serve",
                "--port",
                "0",
                "--data-dir",
                folder.resolve("data").toString())) {

      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output())
          .contains(
              "belongs to process " + first.program().pid(),
              first.address().toString(),
              "--data-dir");
    }
  }
}
