package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("luna-builder list")
class ListCommandTest {
  private static final String LIST = "GET /1/builds";
  private static final String PAGE =
      """
      {"builds":[
        {"build_id":"b2","status":"in_progress","stage":"building",
         "create_time":"2026-01-02T03:04:05.678901Z","start_time":"2026-01-02T03:04:06Z",
         "parameters":{"image_name":"team/hello:2"}},
        {"build_id":"b1-longer","status":"completed","stage":"verifying","a_newer_field":{},
         "create_time":"2026-01-01T00:00:00Z","start_time":"2026-01-01T00:00:01Z",
         "end_time":"2026-01-01T00:01:06Z","parameters":{"image_name":"hello:1"}}],
       "next_cursor":null}\
      """;

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService().on(LIST, 200, PAGE);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran run(String... arguments) {
    return Ran.with(service.address(), arguments);
  }

  @Test
  @DisplayName("shows a table in the order of the service, with a stage only for what still runs")
  void showsATable() {
    Ran ran = run("list");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            BUILD      STATUS       STAGE     CREATED               TOOK   IMAGE
            b2         in_progress  building  2026-01-02T03:04:05Z         team/hello:2
            b1-longer  completed              2026-01-01T00:00:00Z  1m05s  hello:1
            """);
  }

  @Test
  @DisplayName("shows only the head of the table when there is no build")
  void showsTheHead() {
    service.on(LIST, 200, "{\"builds\":[]}");

    assertThat(run("list").out())
        .isEqualToNormalizingNewlines("BUILD  STATUS  STAGE  CREATED  TOOK  IMAGE\n");
  }

  @Test
  @DisplayName("prints only ids with --output id, for other programs")
  void printsIds() {
    assertThat(run("list", "--output", "id").out()).isEqualToNormalizingNewlines("b2\nb1-longer\n");
  }

  @Test
  @DisplayName("prints what the service said with --output json, fields that it does not know too")
  void printsJson() throws Exception {
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readTree(run("list", "-o", "json").out())).isEqualTo(json.readTree(PAGE));
  }

  @Test
  @DisplayName("asks for 20 builds of every kind")
  void asksForTwenty() {
    run("list");

    assertThat(service.asked(LIST).getFirst().target()).isEqualTo("/1/builds?limit=20");
  }

  @Test
  @DisplayName("sends its filters, whatever characters they hold")
  void sendsFilters() {
    run("list", "--limit", "5", "--status", "in_progress", "--image", "a&limit=9 ü/b:1");

    assertThat(service.asked(LIST).getFirst().target())
        .isEqualTo("/1/builds?limit=5&status=in_progress&image_name=a%26limit%3D9+%C3%BC%2Fb%3A1");
  }

  @ParameterizedTest
  @DisplayName("ends with 2 for a value that it cannot take, and asks nothing")
  @ValueSource(strings = {"--limit=many", "--output=xml", "--colour", "superfluous"})
  void refuses(String argument) {
    Ran ran = run("list", argument);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(argument.replaceFirst(".*=", ""))
        .contains("Help: luna-builder list");
    assertThat(service.asked(LIST)).isEmpty();
  }
}
