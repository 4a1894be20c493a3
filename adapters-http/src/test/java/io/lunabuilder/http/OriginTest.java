package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("Where a call comes from")
class OriginTest extends ApiTest {
  private static final String FORM = "\\d{10},[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String REQUEST = "1767355200,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11";
  private static final String ACCOUNT = "16fd2706-8baf-433b-82eb-8c7fada847da";

  @ParameterizedTest
  @ValueSource(strings = {"/version", "/1/builds", "/1/nothing", NOBODY, "/docs/errors"})
  @DisplayName("is told back with its id, whatever comes of it:")
  void echoes(String path) throws Exception {
    assertThat(api.get(path, "Luna-Request-Id", REQUEST).header("Luna-Request-Id"))
        .isEqualTo(REQUEST);
  }

  @Test
  @DisplayName("gets an id of its own when it has none")
  void makes() throws Exception {
    String first = api.get("/version").header("Luna-Request-Id");
    String second = api.get("/1/nothing").header("Luna-Request-Id");

    assertThat(first).matches(FORM);
    assertThat(second).matches(FORM).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "",
        "176735520,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11",
        "17673552000,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11",
        "1767355200, 4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11",
        "1767355200,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c1g",
        "1767355200"
      })
  @DisplayName("is refused with an id of another form, which is not told back as one:")
  void refusesWrongIds(String id) throws Exception {
    Answer answer = api.get("/version", "Luna-Request-Id", id);

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly("Luna-Request-Id");
    assertThat(answer.header("Luna-Request-Id")).matches(FORM);
  }

  @Test
  @DisplayName("is kept with the build: the call, and the account when there is one")
  void keeps() throws Exception {
    Answer plain = api.submit(api.request("hello:1"), "Luna-Request-Id", REQUEST);
    Answer behalf = api.submit(api.request("hello:2"), "Luna-Account-Id", ACCOUNT);

    JsonNode first = api.get(plain.header("Location")).json();
    JsonNode second = api.get(behalf.header("Location")).json();

    assertThat(first.path("request_id").asText()).isEqualTo(REQUEST);
    assertThat(first.has("account_id")).isFalse();
    assertThat(second.path("request_id").asText()).isEqualTo(behalf.header("Luna-Request-Id"));
    assertThat(second.path("account_id").asText()).isEqualTo(ACCOUNT);
  }

  @Test
  @DisplayName("is kept with its trace, when that has the form of W3C Trace Context")
  void keepsTheTrace() throws Exception {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    api.submit(api.request("hello:1"), "traceparent", trace);
    api.submit(api.request("hello:2"), "traceparent", "of another form");

    assertThat(api.claim().job().order().origin().traceParent()).isEqualTo(trace);
    assertThat(api.claim().job().order().origin().traceParent()).isNull();
  }

  @Test
  @DisplayName("is refused with an account that is no UUID, together with all else that is wrong")
  void refusesWrongAccounts() throws Exception {
    Answer answer = api.submit(api.request("UPPER"), "Luna-Account-Id", "me");

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder("Luna-Account-Id", "parameters.image_name");
  }

  @Test
  @DisplayName("filters lists, by account")
  void filters() throws Exception {
    api.submit(api.request("hello:1"), "Luna-Account-Id", ACCOUNT);
    api.submit(api.request("hello:2"));

    Answer ours = api.get("/1/builds?account_id=" + ACCOUNT.toUpperCase(java.util.Locale.ROOT));
    Answer wrong = api.get("/1/builds?account_id=me");

    assertThat(ours.json().path("builds").findValuesAsText("account_id")).containsExactly(ACCOUNT);
    assertThat(ours.json().path("builds")).hasSize(1);
    assertRefused(wrong, 400, 12024);
    assertThat(wrong.wrongFields()).containsExactly("account_id");
  }

  @Test
  @DisplayName("marks what it logs")
  void marksLines() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Answers.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    api.breakStore();

    api.get("/1/builds", "Luna-Request-Id", REQUEST);
    logger.detachAppender(lines);

    assertThat(List.copyOf(lines.list))
        .singleElement()
        .satisfies(
            line -> assertThat(line.getMDCPropertyMap()).containsEntry("request_id", REQUEST));
  }
}
