package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The service")
class ServiceTest extends ApiTest {

  @Test
  @Tag("R13")
  @DisplayName("names the builders that a request may name, and none that is meant by no name")
  void builders() throws Exception {
    assertThat(api.get("/1/builders").json().toString())
        .isEqualTo("{\"builders\":[\"local_kaniko\"]}");
    assertThat(api.get("/1/builders?all=1").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("tells its version")
  void version() throws Exception {
    Answer answer = api.get("/version");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode version = answer.json().path("Version");
    assertThat(version.properties())
        .extracting(part -> part.getKey() + " " + part.getValue())
        .containsExactlyInAnyOrder("api 1", "major 1", "minor 2", "patch 3");
  }

  @Test
  @DisplayName("tells its settings and where they come from, as JSON or as a settings file")
  void config() throws Exception {
    Answer json = api.get("/config");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.json().toString())
        .contains("\"LUNA_BUILDER_PORT\"")
        .contains("\"LUNA_BUILDER_WORKERS\"");
    assertThat(json.at("/LUNA_BUILDER_WORKERS/value")).isEqualTo("3");
    assertThat(json.at("/LUNA_BUILDER_WORKERS/source")).isEqualTo("luna.conf, line 2");
    assertThat(json.at("/LUNA_BUILDER_WORKERS/live")).isEqualTo("true");

    Answer text = api.get("/config", "Accept", "text/plain");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.text())
        .isEqualTo(
            """
            # The service

            # default
            # LUNA_BUILDER_PORT = 8080

            # Builds

            # luna.conf, line 2
            LUNA_BUILDER_WORKERS = 3

            """);
    assertRefused(api.get("/config", "Accept", "image/png"), 406, 12110);
  }

  @Test
  @DisplayName("is alive also while it is not ready, and names the part that is not")
  void readiness() throws Exception {
    assertThat(api.get("/readiness").status()).isEqualTo(200);

    api.problems().add("kaniko is missing");

    Answer notReady = api.get("/readiness");
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(notReady.at("/status")).isEqualTo("not_ready");
    assertThat(notReady.json().path("parts"))
        .hasToString(
            "[{\"name\":\"store\",\"status\":\"ready\"},"
                + "{\"name\":\"builder\",\"status\":\"not_ready\","
                + "\"problem\":\"kaniko is missing\"},"
                + "{\"name\":\"registry\",\"status\":\"degraded\","
                + "\"problem\":\"nobody answers\"}]");
    assertThat(api.get("/healthcheck").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/1", "/2/builds", "/1/build", "/1/builds/a/b/c", "/1/%F0%9F%90%B3"})
  @DisplayName("knows nothing at")
  void notFound(String path) throws Exception {
    assertRefused(api.get(path), 404, 12101);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /1/builds, 'GET, HEAD, POST, OPTIONS'",
    "DELETE, /1/builds, 'GET, HEAD, POST, OPTIONS'",
    "POST, /1/builds/x, 'DELETE, GET, HEAD, OPTIONS'",
    "GET, /1/builds/x/cancel, 'POST, OPTIONS'",
    "POST, /1/builds/x/log, 'GET, HEAD, OPTIONS'",
    "GET, /1/archives, 'POST, OPTIONS'",
    "PATCH, /version, 'GET, HEAD, OPTIONS'",
    "BREW, /1/builds, 'GET, HEAD, POST, OPTIONS'",
  })
  @DisplayName("refuses a method that a path does not take, and names those that it takes:")
  void methodNotAllowed(String method, String path, String allowed) throws Exception {
    Answer answer = api.send(method, path);

    assertRefused(answer, 405, 12102);
    assertThat(answer.header("Allow").split(", ", -1))
        .containsExactlyInAnyOrder(allowed.split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "/1/builds, text/html",
    "/1/builds/x, application/xml",
    "/1/builds, 'application/json;q=0, text/html'",
    "/1/builds/x/log, application/json",
    "/1/builds/events, application/json",
    "/1/builds/x/events, text/plain",
    "/1/builds/x/image, application/json",
  })
  @DisplayName("refuses to answer in a form that it does not have:")
  void notAcceptable(String path, String accept) throws Exception {
    assertRefused(api.get(path, "Accept", accept), 406, 12110);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/*",
        "text/html, application/xhtml+xml, */*;q=0.8",
        "APPLICATION/JSON; q=0.1",
        ",,;q=x"
      })
  @DisplayName("answers as JSON when that is allowed by")
  void acceptable(String accept) throws Exception {
    int expected = accept.startsWith(",") ? 406 : 200;
    assertThat(api.get("/1/builds", "Accept", accept).status()).isEqualTo(expected);
  }

  @Test
  @DisplayName("has what the links in its errors lead to")
  void errors() throws Exception {
    Answer refused = api.get("/1/nothing");

    Answer document = api.get(refused.at("/link"));

    assertThat(document.status()).isEqualTo(200);
    assertThat(document.text()).startsWith("12101 Not found\n").contains("HTTP status 404");
  }

  @Test
  @DisplayName("answers HEAD as it does GET, without the body and at once")
  void head() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");
    List<String> paths =
        List.of("/version", "/1/builds", build, build + "/log", build + "/events", NOBODY);
    for (String path : paths) {
      Answer head = api.send("HEAD", path);

      assertThat(head.status()).as(path).isEqualTo(path.equals(NOBODY) ? 404 : 200);
      assertThat(head.text()).isEmpty();
    }
    assertThat(api.send("HEAD", "/1/builds/events", "Accept", "text/event-stream").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("asks callers to come back when its store does not answer")
  void storeUnavailable() throws Exception {
    String request = api.request("hello:1");
    String build = "/1/builds/" + api.build("hello:1");
    api.breakStore();

    List<Answer> answers =
        List.of(
            api.submit(request),
            api.get("/1/builds"),
            api.get(build),
            api.get(build + "/log"),
            api.get(build + "/events"),
            api.send("POST", build + "/cancel"),
            api.send("DELETE", build));

    for (Answer answer : answers) {
      assertRefused(answer, 503, 12111);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    }
    assertThat(api.get("/healthcheck").status()).isEqualTo(200);
  }
}
