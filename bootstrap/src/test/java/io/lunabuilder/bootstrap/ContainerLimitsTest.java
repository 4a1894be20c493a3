package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.MemoryGroup;
import io.lunabuilder.testkit.RealParts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service whose container has a limit on memory")
class ContainerLimitsTest {
  private static final long LIMIT = 600L << 20;

  @Test
  @Tag("R18")
  @DisplayName("bounds its builds by it: a greedy step is out_of_memory, and the service lives")
  void greedyStep(@TempDir Path folder) throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
        MemoryGroup group = MemoryGroup.limitedTo(LIMIT)) {
      String base = registry.push(RealParts.busybox(), "busybox:1");
      Map<String, String> settings = Map.of("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
      try (RunningService service = RunningService.in(folder, settings, group.wrapper())) {
        String greedy = service.build("team/a:1", "FROM " + base + "\nRUN tail /dev/zero\n");
        String modest = service.build("team/b:1", "FROM " + base + "\nRUN echo fine\n");

        JsonNode failed = service.awaitEnd(greedy);
        JsonNode fine = service.awaitEnd(modest);

        assertThat(failed.at("/failure/code").asText())
            .as(failed.toString())
            .isEqualTo("out_of_memory");
        assertThat(fine.path("status").asText()).isEqualTo("completed");
      }
    }
  }
}
