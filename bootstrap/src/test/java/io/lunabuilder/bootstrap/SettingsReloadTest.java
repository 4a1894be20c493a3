package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.bootstrap.StandInConfigurator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that reads its settings again")
@Tag("R1")
class SettingsReloadTest {
  @TempDir private Path folder;
  private StandInConfigurator configurator;
  private final Map<String, Object> told = new HashMap<>();

  @BeforeEach
  void startConfigurator() throws Exception {
    configurator = StandInConfigurator.start();
    tell("LUNA_BUILDER_REGISTRY", "a.example.com/team");
  }

  @AfterEach
  void closeConfigurator() {
    configurator.close();
  }

  private void tell(String name, Object value) throws Exception {
    told.put(name, value);
    configurator.tell(told);
  }

  private RunningService start(Map<String, String> more) throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "LUNA_BUILDER_LUNA_CONFIG", configurator.address().toString(),
                "LUNA_BUILDER_CONFIG_RELOAD", "1",
                "LUNA_BUILDER_PULLING_TIME", "100ms",
                "LUNA_BUILDER_WORKERS", "2"));
    settings.putAll(more);
    return RunningService.withFakeBuilder(folder, settings, Duration.ofHours(1));
  }

  @Test
  @Tag("R20")
  @DisplayName("builds by the new ones what it takes from then on, and leaves what runs alone")
  void newBuildsUseThem() throws Exception {
    try (RunningService service = start(Map.of())) {
      String before = service.build("hello:1", "FROM scratch\n");
      service.awaitLog(before, "builds nothing");

      tell("LUNA_BUILDER_BUILD_TIMEOUT", "1s");
      tell("LUNA_BUILDER_REGISTRY", "b.example.com/team");
      service.program().awaitLine("LUNA_BUILDER_REGISTRY");
      service.program().awaitLine("LUNA_BUILDER_BUILD_TIMEOUT");
      String after = service.build("hello:1", "FROM scratch\n");

      JsonNode end = service.awaitEnd(after);
      assertThat(end.at("/failure/code").asText()).isEqualTo("build_timeout");
      assertThat(end.toString()).contains("b.example.com/team/hello:1");
      JsonNode running = service.get("/1/builds/" + before);
      assertThat(running.path("status").asText()).isEqualTo("in_progress");
      assertThat(running.toString()).contains("a.example.com/team/hello:1");
      assertThat(service.get("/config").at("/LUNA_BUILDER_BUILD_TIMEOUT/value").asText())
          .isEqualTo("1s");
    }
  }

  @Test
  @DisplayName("does so for its file too")
  void file() throws Exception {
    Path file = Files.writeString(folder.resolve("luna.conf"), "LUNA_BUILDER_MAX_ARCHIVE = 1MiB\n");
    try (RunningService service = start(Map.of("LUNA_BUILDER_CONFIG", file.toString()))) {
      byte[] archive = Contexts.tar(Map.of("Dockerfile", "FROM scratch\n"));
      assertThat(service.upload(archive)).startsWith("upload://");

      Files.writeString(file, "LUNA_BUILDER_MAX_ARCHIVE = 10\nLUNA_BUILDER_LOG_LEVEL = debug\n");
      service.program().awaitLine("Settings changed: ");

      assertThat(service.upload(archive)).isEmpty();
      assertThat(service.get("/config").at("/LUNA_BUILDER_MAX_ARCHIVE/source").asText())
          .isEqualTo(file + ", line 1");
    }
  }

  @Test
  @DisplayName("keeps builds and logs for as long as the new ones say")
  void retention() throws Exception {
    try (RunningService service = start(Map.of())) {
      tell("LUNA_BUILDER_KEEP_LOGS", "5d");
      tell("LUNA_BUILDER_KEEP_BUILDS", "10d");
      service.program().awaitLine("LUNA_BUILDER_KEEP_LOGS");
      service.program().awaitLine("LUNA_BUILDER_KEEP_BUILDS");

      JsonNode config = service.get("/config");
      assertThat(config.at("/LUNA_BUILDER_KEEP_BUILDS/value").asText()).isEqualTo("10d");
      assertThat(config.at("/LUNA_BUILDER_KEEP_LOGS/value").asText()).isEqualTo("5d");
      assertThat(service.program().output()).doesNotContain("next start");
    }
  }

  @Test
  @DisplayName("says once which of them wait for the next start, and goes on with the old ones")
  void needsRestart() throws Exception {
    try (RunningService service = start(Map.of())) {
      tell("LUNA_BUILDER_LEASE", "40s");
      service.program().awaitLine("take effect with the next start: LUNA_BUILDER_LEASE");
      configurator.awaitQuestions(4);

      assertThat(occurrences(service, "next start")).isEqualTo(1);
      assertThat(service.get("/config").at("/LUNA_BUILDER_LEASE/value").asText()).isEqualTo("30s");
      assertThat(occurrences(service, "Settings changed")).isZero();
    }
  }

  @Test
  @DisplayName("keeps what it has when they cannot be read or are wrong, and says so once")
  void faults() throws Exception {
    try (RunningService service = start(Map.of())) {
      configurator.answer(500, "[]", Fault.NONE);
      service.program().awaitLine("The settings stay as they are. The Luna-Configurator");
      configurator.awaitQuestions(4);
      configurator.answer(200, "[{\"setting_name\": \"LUNA_BU", Fault.CUT);
      configurator.awaitQuestions(4);
      tell("LUNA_BUILDER_BUILD_TIMEOUT", "soon");
      service.program().awaitLine("LUNA_BUILDER_BUILD_TIMEOUT (");
      configurator.awaitQuestions(4);
      tell("LUNA_BUILDER_BUILD_TIMEOUT", "2h");
      service.program().awaitLine("The settings can be read again");

      assertThat(occurrences(service, "answers with status 500")).isEqualTo(1);
      assertThat(occurrences(service, "\"soon\"")).isEqualTo(1);
      assertThat(service.get("/config").at("/LUNA_BUILDER_BUILD_TIMEOUT/value").asText())
          .isEqualTo("2h");
      assertThat(service.get("/config").at("/LUNA_BUILDER_REGISTRY/value").asText())
          .isEqualTo("a.example.com/team");
    }
  }

  private static long occurrences(RunningService service, String text) {
    return service.program().output().lines().filter(line -> line.contains(text)).count();
  }

  @Test
  @DisplayName("gives up at its start when the Configurator did not answer ten times")
  void neverAnswers() throws Exception {
    configurator.answer(503, "", Fault.NONE);
    try (Program serve =
        Program.run(
            Map.of(),
            "serve",
            "--luna-config",
            configurator.address().toString(),
            "--data-dir",
            folder.toString())) {

      assertThat(serve.awaitEnd()).isEqualTo(1);
      assertThat(serve.output())
          .contains(
              "(9 of 10 tries)", configurator.address().toString(), "LUNA_BUILDER_LUNA_CONFIG");
      assertThat(configurator.asked()).isEqualTo(10);
    }
  }
}
