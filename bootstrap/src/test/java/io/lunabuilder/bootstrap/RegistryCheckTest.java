package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.DockerRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The registry for images")
class RegistryCheckTest {

  private static Optional<String> problem(String registry) {
    Map<String, String> settings =
        Map.of(
            "LUNA_BUILDER_REGISTRY", registry, "LUNA_BUILDER_INSECURE_REGISTRIES", "127.0.0.1:1");
    return RegistryCheck.problem(SettingsReader.read(settings).orThrow());
  }

  @Test
  @DisplayName("is away when it does not answer")
  void away() {
    assertThat(problem("127.0.0.1:1/team")).hasValueSatisfying(why -> assertThat(why).isNotBlank());
  }

  @Test
  @DisplayName("is there when it answers, whatever it has, and is not missed where there is none")
  void there(@TempDir Path folder) throws Exception {
    try (DockerRegistry registry = DockerRegistry.startOrSkip(folder)) {
      Map<String, String> settings =
          Map.of(
              "LUNA_BUILDER_REGISTRY", registry.host(),
              "LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
      assertThat(RegistryCheck.problem(SettingsReader.read(settings).orThrow())).isEmpty();
    }
    assertThat(RegistryCheck.problem(SettingsReader.read(Map.of()).orThrow())).isEmpty();
  }
}
