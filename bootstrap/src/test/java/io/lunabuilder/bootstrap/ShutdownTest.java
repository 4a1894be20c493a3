package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that is told to end")
class ShutdownTest {
  private static final Map<String, String> LONG_GRACE = Map.of("LUNA_BUILDER_SHUTDOWN_GRACE", "1h");

  @TempDir private Path folder;

  private static String startBuild(RunningService service) throws Exception {
    String id = service.build("hello:1", "FROM scratch\n");
    service.awaitLog(id, "builds nothing");
    return id;
  }

  @Test
  @DisplayName("lets the build that runs end within its grace, takes no other, and ends with 0")
  void grace() throws Exception {
    String running;
    String waiting;
    try (RunningService service =
        RunningService.withFakeBuilder(folder, LONG_GRACE, Duration.ofSeconds(4))) {
      running = startBuild(service);
      waiting = service.build("other:1", "FROM scratch\n");

      service.program().signal("TERM");

      assertThat(service.program().awaitEnd()).isZero();
    }
    try (RunningService again =
        RunningService.withFakeBuilder(
            folder, Map.of("LUNA_BUILDER_WORKERS", "0"), Duration.ZERO)) {
      JsonNode first = again.get("/1/builds/" + running);
      assertThat(first.path("status").asText()).as(first.toString()).isEqualTo("completed");
      assertThat(first.path("attempt").asInt()).isEqualTo(1);
      assertThat(again.get("/1/builds/" + waiting).path("status").asText()).isEqualTo("pending");
    }
  }

  @Test
  @DisplayName(
      "hands the build that runs back at once where there is no grace, with all of its log")
  void handsBack() throws Exception {
    String id;
    try (RunningService service =
        RunningService.withFakeBuilder(folder, Map.of(), Duration.ofHours(1))) {
      id = startBuild(service);
      service.program().signal("TERM");
      assertThat(service.program().awaitEnd()).isZero();
    }
    try (RunningService again =
        RunningService.withFakeBuilder(folder, Map.of(), Duration.ofMillis(1))) {
      JsonNode end = again.awaitEnd(id);

      assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("completed");
      assertThat(again.text("/1/builds/" + id + "/log"))
          .contains("Attempt 1 builds nothing", "The service stops", "Attempt 2 builds nothing");
    }
  }

  @Test
  @DisplayName("ends at once when it is told again, and loses no build by that")
  void toldTwice() throws Exception {
    String id;
    try (RunningService service =
        RunningService.withFakeBuilder(folder, LONG_GRACE, Duration.ofHours(1))) {
      id = startBuild(service);
      service.program().signal("TERM");
      awaitRefusal(service);
      service.program().signal("TERM");

      assertThat(service.program().awaitEnd()).isEqualTo(143);
    }
    try (RunningService again =
        RunningService.withFakeBuilder(folder, Map.of(), Duration.ofMillis(1))) {
      assertThat(again.awaitEnd(id).path("status").asText()).isEqualTo("completed");
    }
  }

  /** The API is the first that is closed. */
  private static void awaitRefusal(RunningService service) throws Exception {
    try {
      while (true) {
        service.get("/healthcheck");
        Thread.sleep(50);
      }
    } catch (IOException refused) {
      // It heard the signal.
    }
  }
}
