package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("About one build,")
@Timeout(60)
class ShowAndCancelCommandTest {
  private static final String CANCEL = "POST /1/builds/b1/cancel";
  private static final String NOT_FOUND =
      """
      {"error_code":30,"desc":"There is no such build","detail":"b9","status":"not_found",
       "link":"https://luna.example/docs/errors#30"}\
      """;

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran run(String... arguments) {
    return Ran.with(service.address(), arguments);
  }

  @ParameterizedTest
  @DisplayName("every command ends with 2 when it is not told which, and asks nothing")
  @ValueSource(strings = {"show", "cancel", "logs"})
  void needsAnId(String command) {
    Ran ran = run(command);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required parameter: 'ID'");
  }

  @Nested
  @DisplayName("luna-builder show")
  class Show {

    @Test
    @DisplayName("prints all that the service knows as JSON, and ends with 0")
    void prints() throws Exception {
      String build = "{\"build_id\":\"b1\",\"a_newer_field\":[1,{\"a\":\"ü\"}]}";
      service.on("GET /1/builds/b1", 200, build);
      ObjectMapper json = new ObjectMapper();

      Ran ran = run("show", "b1");

      assertThat(ran.exitCode()).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(json.readTree(ran.out())).isEqualTo(json.readTree(build));
    }

    @Test
    @DisplayName("ends with 1 for a build that is not there, and tells what the service said")
    void missesTheBuild() {
      service.on("GET /1/builds/b9", 404, NOT_FOUND);

      assertThat(run("show", "b9"))
          .isEqualTo(
              new Ran(
                  1,
                  "",
                  "There is no such build: b9\nMore: https://luna.example/docs/errors#30"
                      + System.lineSeparator()));
    }

    @Test
    @DisplayName("asks for one build only, whatever its id looks like")
    void encodesTheId() {
      run("show", "../b1?x=y");

      assertThat(service.asked("GET /1/builds/../b1?x=y")).hasSize(1);
    }
  }

  @Nested
  @DisplayName("luna-builder cancel")
  class Cancel {
    private static final String GOES_ON =
        "event: build\ndata: {\"build_id\":\"b1\",\"status\":\"in_progress\"}\n\n";

    private void ends(String status) {
      service.on(CANCEL, 202, "{\"build_id\":\"b1\",\"status\":\"in_progress\"}");
      service.onEvents(
          "GET /1/builds/b1/events",
          GOES_ON
              + "event: other\ndata: not about this\n\n"
              + "event: build\ndata: {\"build_id\":\"b1\",\"status\":\""
              + status
              + "\"}\n\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("waits for the end, tells it, and ends with 0 only if that is a cancelled build")
    @CsvSource({"cancelled, 0", "completed, 1", "error, 1"})
    void waitsForTheEnd(String status, int exitCode) {
      ends(status);

      assertThat(run("cancel", "b1"))
          .isEqualTo(new Ran(exitCode, "b1 is " + status + System.lineSeparator(), ""));
    }

    @Test
    @DisplayName("goes on waiting when the connection breaks")
    void goesOnWaiting() {
      ends("cancelled");
      service.on(
          "GET /1/builds/b1/events",
          exchange -> {
            boolean first = service.asked("GET /1/builds/b1/events").size() == 1;
            String end = GOES_ON.replace("in_progress", "cancelled");
            ScriptedService.send(exchange, 200, "text/event-stream", first ? GOES_ON : end);
          });

      assertThat(run("cancel", "b1").exitCode()).isZero();
    }

    @Test
    @DisplayName("ends with 1 for a build that had ended otherwise")
    void comesTooLate() {
      service.on(CANCEL, 409, "{\"desc\":\"The build has ended\",\"detail\":\"b1 is completed\"}");

      assertThat(run("cancel", "b1"))
          .isEqualTo(
              new Ran(1, "", "The build has ended: b1 is completed" + System.lineSeparator()));
    }
  }
}
