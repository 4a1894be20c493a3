package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.testkit.RealParts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Calls that are made of the description, right and wrong, alone and in turn,")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SchemathesisTest {
  @TempDir Path folder;
  private ServedApi api;

  @BeforeEach
  void start() throws Exception {
    api = ServedApi.start(Files.createDirectory(folder.resolve("service")));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  @DisplayName("are answered as it says: no fault, no other status, header or body")
  void holds() throws Exception {
    Path tool = RealParts.schemathesis();
    Path description = description();
    Path settings =
        Files.write(folder.resolve("schemathesis.toml"), Resource.bytes("schemathesis.toml"));
    File output = folder.resolve("output").toFile();

    Process run =
        new ProcessBuilder(
                tool.toString(),
                "--no-color",
                "--config-file",
                settings.toString(),
                "run",
                description.toString(),
                "--url",
                api.address().toString(),
                "--phases",
                "examples,coverage,fuzzing,stateful")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(run.waitFor()).as(() -> read(output)).isZero();
    } finally {
      run.destroyForcibly();
    }
    assertThat(statuses()).contains(BuildStatus.PENDING, BuildStatus.CANCELLED);
  }

  private Set<BuildStatus> statuses() {
    return api.builds().list(BuildFilter.ALL, 10_000, null).builds().stream()
        .map(BuildJob::status)
        .collect(Collectors.toSet());
  }

  /**
   * With what only this tool understands: that a build of an archive is asked for just so, and how
   * an archive's id is found in its link.
   */
  private Path description() throws Exception {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode description = yaml.readTree(Resource.bytes("openapi.yaml"));
    ObjectNode links = (ObjectNode) description.at("/paths/~11~1archives/post/responses/201/links");
    links.withObject("/build/x-schemathesis").put("merge_body", false);
    for (String operation : List.of("getArchive", "forgetArchive")) {
      links
          .withObject("/" + operation)
          .put("operationId", operation)
          .withObject("/parameters")
          .put("id", "$response.body#/archive#regex:upload://(.+)");
    }
    Path file = folder.resolve("openapi.yaml");
    yaml.writeValue(file.toFile(), description);
    return file;
  }

  private static String read(File output) {
    try {
      return Files.readString(output.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
