package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
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
    @DisplayName("prints a row for people with --output table, and the id alone with id")
    void printsOtherwise() {
      service.on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\",\"status\":\"completed\"}");

      assertThat(run("show", "b1", "-o", "table").out())
          .startsWith("BUILD")
          .containsPattern("b1 +completed");
      assertThat(run("show", "b1", "-o", "id").out()).isEqualTo("b1" + System.lineSeparator());
    }

    @Test
    @DisplayName("tells with --output table what took how long, and why a build failed")
    void explains() {
      service.on(
          "GET /1/builds/b1",
          200,
          """
          {"build_id":"b1","status":"error","end_time":"2026-01-01T00:01:02Z",
           "stages":[{"stage":"queued","start_time":"2026-01-01T00:00:00Z"},
                     {"stage":"building","start_time":"2026-01-01T00:00:01.5Z"}],
           "failure":{"code":"build_step_failed","meaning":"The moon is in the way.","message":"eclipse",
                      "remedy":"Wait for an hour."}}\
          """);

      assertThat(run("show", "b1", "-o", "table").out().lines().skip(2))
          .containsExactly(
              "  stages  queued 1.5s, building 1m00s",
              "  failed  The moon is in the way.",
              "  why     eclipse",
              "  to do   Wait for an hour.");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @DisplayName("waits with --wait, tells stages meanwhile, and ends as the build did")
    @CsvSource({
      "completed, '', 0",
      "error, build_step_failed, 1",
      "cancelled, '', 1",
      "error, build_timeout, 124",
    })
    void waits(String status, String code, int exitCode) {
      service
          .on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\",\"status\":\"in_progress\"}")
          .onEvents(
              "GET /1/builds/b1/events",
              "event: build\ndata: {\"build_id\":\"b1\",\"status\":\"in_progress\","
                  + "\"stage\":\"building\"}\n\n"
                  + "event: build\ndata: {\"build_id\":\"b1\",\"status\":\""
                  + status
                  + "\",\"failure\":{\"code\":\""
                  + code
                  + "\"}}\n\n");

      Ran ran = run("show", "b1", "--wait", "--timeout", "1h", "-o", "id");

      assertThat(ran.exitCode()).isEqualTo(exitCode);
      assertThat(ran.out()).isEqualTo("b1" + System.lineSeparator());
      assertThat(ran.err()).contains("] building");
    }

    @Test
    @DisplayName("does not wait for a build that has ended")
    void isLate() {
      service.on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\",\"status\":\"completed\"}");

      assertThat(run("show", "b1", "--wait").exitCode()).isZero();
      assertThat(service.asked("GET /1/builds/b1/events")).isEmpty();
    }

    @Test
    @DisplayName("asks for one build only, whatever its id looks like")
    void encodesTheId() {
      run("show", "../b1?x=y");

      assertThat(service.asked("GET /1/builds/../b1?x=y")).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("ends with 2 for a --timeout of nothing that it waits for")
    @ValueSource(strings = {"show b1 --timeout 1s", "logs b1 --timeout 1s"})
    void refusesTimeoutAlone(String command) {
      Ran ran = run(command.split(" "));

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("--timeout needs --");
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("ends with 124 when its --timeout is over, and tells that the build goes on")
  @ValueSource(
      strings = {
        "show b1 --wait --timeout 1s",
        "logs b1 --follow --timeout 1s",
        "cancel b1 --timeout 1s"
      })
  @Timeout(60)
  void timesOut(String command) {
    service
        .on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\",\"status\":\"in_progress\"}")
        .on(CANCEL, 202, "{\"build_id\":\"b1\"}")
        .on("GET /1/builds/b1/events", ShowAndCancelCommandTest::neverEnd)
        .on("GET /1/builds/b1/log", ShowAndCancelCommandTest::neverEnd);

    Ran ran = run(command.split(" "));

    assertThat(ran.exitCode()).isEqualTo(124);
    assertThat(ran.err())
        .endsWith(
            "The build has not ended within 1.0s; it goes on. A longer --timeout waits longer."
                + System.lineSeparator());
  }

  private static void neverEnd(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    Thread.sleep(Duration.ofMinutes(10));
  }

  @Nested
  @DisplayName("luna-builder cancel")
  class Cancel {
    private static final String GOES_ON =
        "event: build\ndata: {\"build_id\":\"b1\",\"status\":\"in_progress\"}\n\n";

    @Test
    @DisplayName("prints the build as JSON with --output json")
    void printsJson() {
      ends("cancelled");

      assertThat(run("cancel", "b1", "-o", "json").out()).contains("\"status\" : \"cancelled\"");
    }

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
