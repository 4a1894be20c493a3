package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.Builds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The log of a build as text")
class LogTest extends ApiTest {
  private BuildId id;
  private String path;

  @BeforeEach
  void submit() throws Exception {
    id = api.build("hello:1");
    path = "/1/builds/" + id + "/log";
  }

  @Test
  @DisplayName("is empty before anything is printed")
  void empty() throws Exception {
    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("Luna-Log-Next-Offset")).isEqualTo("0");
  }

  @Test
  @DisplayName(
      "is read on where the last answer ended while it grows, with nothing lost or doubled")
  void grows() throws Exception {
    StringBuilder printed = new StringBuilder();
    StringBuilder read = new StringBuilder();
    String offset = "0";
    for (int i = 0; i < 20; i++) {
      String line = "line " + i + " with ü\n";
      printed.append(line);
      api.print(id, line);
      Answer answer = api.get(path + "?offset=" + offset);
      read.append(answer.text());
      offset = answer.header("Luna-Log-Next-Offset");
    }

    assertThat(read.toString()).isEqualTo(printed.toString());
    assertThat(api.get(path).text()).isEqualTo(printed.toString());
    assertThat(api.get(path).header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  @DisplayName("names the offset to go on with so that no byte is skipped, also in a busy log")
  void losesNothingWhileBusy() throws Exception {
    Thread printer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 3_000; i++) {
                api.print(id, "%09d\n".formatted(i));
              }
            });

    StringBuilder read = new StringBuilder();
    boolean last;
    do {
      last = !printer.isAlive();
      read.append(api.get(path + "?offset=" + read.length()).text());
      Answer answer = api.get(path + "?offset=" + read.length());
      read.append(answer.text());
      assertThat(answer.header("Luna-Log-Next-Offset")).isEqualTo("" + read.length());
    } while (!last);

    assertThat(read.toString().lines()).hasSize(3_000).isSorted();
  }

  @Test
  @DisplayName("begins with its last lines when only those are wanted")
  void tail() throws Exception {
    api.print(id, "one\ntwo\nthree\n");

    assertThat(api.get(path + "?tail=2").text()).isEqualTo("two\nthree\n");
    assertThat(api.get(path + "?tail=2").header("Luna-Log-Offset")).isEqualTo("4");
    assertThat(api.get(path + "?tail=2").header("Luna-Log-Next-Offset")).isEqualTo("14");
    assertThat(api.get(path + "?tail=9").text()).isEqualTo("one\ntwo\nthree\n");
    assertThat(api.get(path + "?tail=0").text()).isEmpty();
  }

  @Test
  @DisplayName("says how much is missing where it was too long to be kept")
  void gap() throws Exception {
    String line = "x".repeat(1023) + "\n";
    for (int i = 0; i < 300; i++) {
      api.print(id, line);
    }

    Answer answer = api.get(path);

    assertThat(answer.text()).containsPattern("\\[… \\d+ bytes of the log were left out …]\n");
    assertThat(answer.header("Luna-Log-Next-Offset")).isEqualTo("" + 300 * 1024);
    assertThat(answer.text().length()).isLessThan(200 * 1024);
  }

  @Test
  @DisplayName("beyond its end is empty, and does not move the offset back")
  void beyondTheEnd() throws Exception {
    api.print(id, "one\n");

    Answer answer = api.get(path + "?offset=100");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("Luna-Log-Next-Offset")).isEqualTo("100");
  }

  @Test
  @DisplayName("stays readable when the build is over")
  void afterTheEnd() throws Exception {
    api.print(id, "one\n");
    api.finish(api.claim(), Builds.failed());

    assertThat(api.get(path).text()).isEqualTo("one\n");
  }

  @Test
  @DisplayName("is called forgotten, not empty, when it is kept no longer than its build")
  void forgotten() throws Exception {
    api.print(id, "one\n");
    api.finish(api.claim(), Builds.failed());
    api.log().delete(id);

    assertRefused(api.get(path), 410, 12115);
    assertRefused(api.get(path, "Accept", "text/event-stream"), 410, 12115);
  }

  @ParameterizedTest
  @CsvSource({
    "offset=-1, offset",
    "offset=1.5, offset",
    "offset=x, offset",
    "offset=, offset",
    "offset=9223372036854775808, offset",
    "tail=-1, tail",
    "tail=100001, tail",
    "tail=all, tail",
  })
  @DisplayName("cannot be read from a wrong")
  void wrongNumbers(String query, String field) throws Exception {
    Answer answer = api.get(path + "?" + query);

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly(field);
    assertThat(answer.at("/violations/0/value")).isEqualTo(query.substring(query.indexOf('=') + 1));
  }

  @Test
  @DisplayName("cannot be resumed after an event that never was")
  void wrongLastEventId() throws Exception {
    Answer answer = api.get(path, "Accept", "text/event-stream", "Last-Event-ID", "-5");

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly("Last-Event-ID");
  }
}
