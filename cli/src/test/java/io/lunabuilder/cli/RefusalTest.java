package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A service that refuses a build")
class RefusalTest {
  private static final String LINK = "https://files.example/hello.zip";

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran refused(int status, String body) {
    service.on("POST /1/builds", status, body);
    return Ran.with(service.address(), "build", LINK, "--image", "Hello");
  }

  @Test
  @DisplayName("is quoted with every violation: its field, value, rule and remedy")
  void isQuoted() {
    Ran ran =
        refused(
            400,
            """
            {"error_code":10,"desc":"The request is not valid",
             "detail":"parameters.image_name \\"Hello\\": a name has no capitals; and so on",
             "link":"https://luna.example/docs/errors#10","violations":[
              {"field":"parameters.image_name","value":"Hello",
               "problem":"a name has no capitals","remedy":"use hello"},
              {"field":"parameters.timeout","value":"","problem":"is missing","remedy":""}]}\
            """);

    assertThat(ran.exitCode()).as("bad usage").isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            The request is not valid:
              parameters.image_name "Hello": a name has no capitals; use hello
              parameters.timeout: is missing
            More: https://luna.example/docs/errors#10
            """);
  }

  @Test
  @DisplayName("is quoted without a link that leads nowhere from a terminal")
  void dropsARelativeLink() {
    assertThat(refused(500, "{\"desc\":\"No\",\"link\":\"/docs/errors#10\"}").err())
        .isEqualToNormalizingNewlines("No\n");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is put into words for a person by its status")
  @CsvSource(
      delimiter = '|',
      value = {
        "413 | The archive is larger than the service takes: said. Leave out what the build",
        "401 | The service wants to know who you are: said",
        "403 | The service does not let you do that: said. Use a token with more rights",
        "421 | The service does not go by that name: said. Name its address",
        "429 | The service has too much to do: said. Try again soon.",
        "503 | The service cannot work at the moment: said. Try again soon.",
        "507 | The service has no space left: said. Whoever runs it can free some",
        "500 | said",
      })
  void isPutIntoWords(int status, String words) {
    assertThat(refused(status, "{\"desc\":\"said\"}").err()).startsWith(words);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("without a word of ours is told by its status")
  @CsvSource(
      quoteCharacter = '`',
      value = {"``", "<h1>Bad gateway</h1>", "[]", "{}", "null", "{\"desc\":{}}"})
  void isToldByItsStatus(String body) {
    assertThat(refused(500, body))
        .isEqualTo(new Ran(1, "", "The service answered with status 500" + System.lineSeparator()));
  }

  @ParameterizedTest(name = "{0} with Retry-After: {1}")
  @DisplayName("is told with the time after which to try again, where the service says one")
  @CsvSource({
    "429, 12, Try again in 12 seconds.",
    "503, 1,  Try again in 1 second.",
    "503, Thu 26 Nov, Try again soon.",
    "429, -1, Try again soon.",
  })
  void tellsWhenToTryAgain(int status, String header, String words) {
    assertThat(refusedWith("Retry-After", header, status).err()).contains("said. " + words);
  }

  @Test
  @DisplayName("is told with the id by which whoever runs the service finds the call in its log")
  void namesTheRequest() {
    String id = "1767225600,7b0f4f6e-3a61-4a55-a4a2-0b9a3b1d2c3d";

    assertThat(refusedWith("Luna-Request-Id", id, 500).err())
        .isEqualToNormalizingNewlines("said\nRequest id: " + id + "\n");
  }

  @Test
  @DisplayName("is told with the place that it sends callers on to, who have a token for this one")
  void tellsOfAnotherPlace() {
    service.on(
        "GET /1/builds",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "https://other.example/1/builds");
          ScriptedService.send(exchange, 308, "text/plain", "");
        });

    Ran ran =
        Ran.with(
            Map.of("LUNA_BUILDER_SERVER", service.address().toString(), "LUNA_BUILDER_TOKEN", "t"),
            Ran.noLocalService(),
            "list");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("The service is elsewhere: https://other.example/1/builds.");
  }

  private Ran refusedWith(String header, String value, int status) {
    service.on(
        "POST /1/builds",
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          ScriptedService.send(exchange, status, "application/json", "{\"desc\":\"said\"}");
        });
    return Ran.with(service.address(), "build", LINK, "--image", "hello");
  }

  @Test
  @DisplayName("is told in red in a terminal")
  void isRed() {
    service.on("POST /1/builds", 400, "{\"desc\":\"No\"}");

    Ran ran = Ran.inTerminal(service.address(), "build", LINK, "--image", "hello");

    assertThat(ran.err()).contains("\u001B[31mNo\u001B[0m");
  }
}
