package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder whose build the service refuses")
class RefusedUploadTest {
  private static final String NO_ARCHIVE =
      "{\"field\":\"archive\",\"value\":\"\",\"problem\":\"is missing\",\"remedy\":\"\"}";
  private static final String BAD_TARGET =
      "{\"field\":\"parameters.target\",\"value\":\"-x\",\"problem\":\"is no stage\",\"remedy\":\"\"}";

  @TempDir private Path folder;
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch");
    service =
        new ScriptedService()
            .on("POST /1/archives", 201, "{\"archive\":\"upload://a1\",\"size\":1}")
            .on("DELETE /1/archives/a1", 200, "{}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran build() {
    return Ran.with(service.address(), "build", folder.toString(), "--image", "hello:1");
  }

  @Test
  @DisplayName("for its parameters is not sent at all, and ends with 2")
  void isNotSent() {
    service.on("POST /1/builds", 400, violations(NO_ARCHIVE + "," + BAD_TARGET));

    Ran ran = build();

    assertThat(ran)
        .isEqualTo(new Ran(2, "", "Bad input:\n  parameters.target \"-x\": is no stage\n"));
    assertThat(service.asked("POST /1/archives")).isEmpty();
  }

  @Test
  @DisplayName("once it was sent does not stay there")
  void isTakenBack() {
    service.on("POST /1/builds", this::refuseOnceItIsReal);

    Ran ran = build();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("Try again soon.");
    assertThat(service.asked("DELETE /1/archives/a1")).hasSize(1);
  }

  private void refuseOnceItIsReal(HttpExchange call) throws IOException {
    boolean dryRun = "dry_run=true".equals(call.getRequestURI().getQuery());
    ScriptedService.send(
        call, dryRun ? 400 : 503, "application/json", dryRun ? violations(NO_ARCHIVE) : "{}");
  }

  private static String violations(String violations) {
    return "{\"desc\":\"Bad input\",\"detail\":\"and so on\",\"violations\":[" + violations + "]}";
  }
}
