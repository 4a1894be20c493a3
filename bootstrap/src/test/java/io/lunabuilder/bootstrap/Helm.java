package io.lunabuilder.bootstrap;

import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Helm, with the chart of this project.
 *
 * @param folder where it keeps what it likes to keep
 * @param environment of its processes, beside this process's own
 */
record Helm(Path folder, Map<String, String> environment) {
  static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
  static final String CHART = DEPLOY.resolve("helm/luna-builder").toString();

  /** One that speaks to no cluster. */
  Helm(Path folder) {
    this(folder, Map.of());
  }

  /**
   * Runs it; a test that misses it is skipped.
   *
   * @return what it prints
   * @throws IllegalStateException with all that it says, when it fails
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(RealParts.helm().toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(folder, "helm", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
    builder.environment().put("HELM_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("HELM_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("HELM_DATA_HOME", folder.resolve("data").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(printed + Files.readString(said));
    }
    return printed;
  }

  /** Keeps values in a file; gives its path. */
  String values(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "values", ".yaml"), yaml).toString();
  }
}
