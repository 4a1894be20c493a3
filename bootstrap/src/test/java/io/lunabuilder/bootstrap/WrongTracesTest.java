package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service whose traces are to go where nothing can go")
class WrongTracesTest {

  @Test
  @DisplayName("does not start, and says which variables are wrong")
  void refuses(@TempDir Path folder) throws Exception {
    Map<String, String> environment =
        Map.of("OTEL_TRACES_EXPORTER", "pigeon", "LUNA_BUILDER_WORKERS", "0");
    try (Program program =
        Program.run(environment, "serve", "--port", "0", "--data-dir", folder.toString())) {
      assertThat(program.awaitEnd()).isEqualTo(2);

      assertThat(program.output()).contains("OTEL_", "pigeon").doesNotContain("\tat ");
    }
  }
}
