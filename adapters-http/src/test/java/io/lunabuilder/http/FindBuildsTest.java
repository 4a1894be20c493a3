package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.Builds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Builds that were submitted")
class FindBuildsTest extends ApiTest {

  @Test
  @DisplayName("are shown while they wait, with their place in the queue")
  void pending() throws Exception {
    api.build("first:1");
    BuildId second = api.build("second:1");

    Answer answer = api.get("/1/builds/" + second);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .containsExactly(
            "build_id",
            "status",
            "stage",
            "stages",
            "position",
            "attempt",
            "archive",
            "parameters",
            "request_id",
            "create_time");
    assertThat(answer.at("/stage")).isEqualTo("queued");
    assertThat(answer.at("/position")).isEqualTo("2");
    assertThat(answer.at("/create_time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
  }

  @Test
  @DisplayName("are shown while they run")
  void inProgress() throws Exception {
    BuildId id = api.build("hello:1");
    api.claim();

    Answer answer = api.get("/1/builds/" + id);

    assertThat(answer.at("/status")).isEqualTo("in_progress");
    assertThat(answer.at("/stage")).isEqualTo("staging");
    assertThat(answer.at("/attempt")).isEqualTo("1");
    assertThat(answer.json().has("start_time")).isTrue();
    assertThat(answer.json().path("stages")).hasSize(1);
    assertThat(answer.at("/stages/0/stage")).isEqualTo("staging");
    assertThat(answer.at("/stages/0/start_time")).matches("\\d{4}-.*Z");
    assertThat(answer.json().has("position")).isFalse();
  }

  @Test
  @DisplayName("are shown with their image when they are completed")
  void completed() throws Exception {
    BuildId id = api.build("hello:1");
    api.finish(api.claim(), Builds.completed("hello:1"));

    Answer answer = api.get("/1/builds/" + id);

    assertThat(answer.at("/status")).isEqualTo("completed");
    assertThat(answer.json().path("image").toString())
        .isEqualTo(
            "{\"reference\":\"hello:1\",\"digest\":\"sha256:%s\",\"size\":1234}"
                .formatted("5".repeat(64)));
    assertThat(answer.json().has("end_time")).isTrue();
    assertThat(answer.json().has("failure")).isFalse();
  }

  @Test
  @DisplayName("are shown with what went wrong when they failed")
  void failed() throws Exception {
    BuildId id = api.build("hello:1");
    api.finish(api.claim(), Builds.failed());

    Answer answer = api.get("/1/builds/" + id);

    assertThat(answer.at("/status")).isEqualTo("error");
    assertThat(answer.json().path("failure").propertyStream().map(Map.Entry::getKey))
        .containsExactly(
            "code", "stage", "meaning", "message", "remedy", "retryable", "exit_code", "log_tail");
    assertThat(answer.at("/failure/code")).isEqualTo("build_step_failed");
    assertThat(answer.at("/failure/exit_code")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77",
        "0199C9A4-93F5-7C1E-B0AA-2F6A4C1D9E77",
        "1-1-1-1-1",
        "no-uuid",
        "%0A%1B[31m",
        "%F0%9F%90%B3",
        "..%2E",
      })
  @DisplayName("are not found under another id:")
  void unknown(String id) throws Exception {
    for (String part : List.of("", "/log", "/events", "/image")) {
      Answer answer = api.get("/1/builds/" + id.replace("[", "%5B") + part);

      assertRefused(answer, 404, 12105);
      assertThat(answer.at("/status")).isEqualTo("not_found");
      assertThat(answer.at("/detail")).doesNotContain("\n", "\u001b");
    }
  }

  @Test
  @DisplayName("are listed newest first, page by page, each once, also while more arrive")
  void pages() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.addFirst(api.build("hello:" + i).toString());
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = api.get("/1/builds?limit=2" + cursor);
      assertThat(page.status()).isEqualTo(200);
      seen.addAll(page.json().path("builds").findValuesAsText("build_id"));
      cursor = page.json().has("cursor") ? "&cursor=" + page.at("/cursor") : "";
      pages++;
      api.build("late:" + pages);
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(expected);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  @DisplayName("are listed by status and by a part of the image's name")
  void filters() throws Exception {
    BuildId done = api.build("team/app:1");
    BuildStore.Claim claim = api.claim();
    api.finish(claim, Builds.completed("team/app:1"));
    BuildId waits = api.build("team/app:2");
    api.build("other:1");

    assertThat(listed("status=completed")).containsExactly(done.toString());
    assertThat(listed("image_name=team%2Fapp")).containsExactly(waits + "", done + "");
    assertThat(listed("image_name=team%2Fapp&status=pending")).containsExactly(waits.toString());
    assertThat(listed("status=cancelled")).isEmpty();
  }

  private List<String> listed(String query) throws Exception {
    return api.get("/1/builds?" + query).json().path("builds").findValuesAsText("build_id");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, 0",
    "limit=-1, limit, -1",
    "limit=501, limit, 501",
    "limit=1.5, limit, 1.5",
    "limit=, limit, ''",
    "limit=99999999999999999999, limit, 99999999999999999999",
    "limit=%D9%A3, limit, ٣",
    "limit=%F0%9F%90%B3, limit, 🐳",
    "status=done, status, done",
    "status=COMPLETED, status, COMPLETED",
    "status=, status, ''",
    "cursor=x, cursor, x",
    "cursor=, cursor, ''",
    "cursor=MDE5OWM5YTQ, cursor, MDE5OWM5YTQ",
    "cursor=%00%0a, cursor, ��",
  })
  @DisplayName("are not listed by a wrong")
  void wrongQuery(String query, String field, String value) throws Exception {
    Answer answer = api.get("/1/builds?" + query);

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly(field);
    assertThat(answer.at("/violations/0/value")).isEqualTo(value);
    assertThat(answer.at("/violations/0/remedy")).isNotBlank();
  }

  @Test
  @DisplayName(
      "are not listed by a query with wrong, unknown and doubled parameters, told together")
  void wrongQueries() throws Exception {
    Answer answer = api.get("/1/builds?statsu=failed&limit=0&status=done&cursor=x&cursor=x");

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder("statsu", "limit", "status", "cursor", "cursor");
    assertThat(answer.at("/detail")).contains("status, image_name, account_id, limit, cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/log", "/events", "/image"})
  @DisplayName("are not shown to a call with a parameter that it does not take:")
  void unknownParameter(String part) throws Exception {
    BuildId id = api.build("hello:1");

    Answer answer = api.get("/1/builds/" + id + part + "?ofset=7");

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly("ofset");
  }
}
