package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("luna-builder logs")
@Timeout(60)
class LogsCommandTest {
  private static final String LOG = "GET /1/builds/b1/log";

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService().on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\"}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void hasLog(String type, String log) {
    service.on(LOG, exchange -> ScriptedService.send(exchange, 200, type, log));
  }

  private Ran run(String... arguments) {
    return Ran.with(service.address(), arguments);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  @Test
  @DisplayName("prints what there is on standard output, and nothing else, and ends with 0")
  void printsTheLog() {
    hasLog("text/plain; charset=utf-8", "Step 1\n\n  grüße\n");

    assertThat(run("logs", "b1")).isEqualTo(new Ran(0, lines("Step 1", "", "  grüße"), ""));
    assertThat(service.asked(LOG).getFirst().headers().get("Accept")).containsExactly("text/plain");
  }

  @Test
  @DisplayName("prints nothing of an empty log")
  void printsNothing() {
    hasLog("text/plain", "");

    assertThat(run("logs", "b1")).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  @DisplayName("follows with -f to the event that ends the log, which is not printed")
  void follows() {
    hasLog(
        "text/event-stream",
        """
        id: 4
        event: log
        data: one

        : still here

        id: 9
        event: log
        data:
        data: two

        id: 9
        event: end
        data: completed

        """);

    assertThat(run("logs", "-f", "b1")).isEqualTo(new Ran(0, lines("one", "", "two"), ""));
  }

  @Test
  @DisplayName("ends with 1 for a build that is not there, with and without -f")
  void missesTheBuild() {
    assertThat(run("logs", "b2").exitCode()).isEqualTo(1);

    Ran ran = run("logs", "-f", "b2");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Nothing is here: /1/builds/b2");
  }

  @Test
  @DisplayName("ends with 1 when the service refuses to go on after a break")
  void isRefusedLater() {
    service.on(
        LOG,
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Last-Event-ID")) {
            ScriptedService.send(exchange, 404, "application/json", "{\"desc\":\"Forgotten\"}");
          } else {
            ScriptedService.send(exchange, 200, "text/event-stream", "id: 4\ndata: one\n\n");
          }
        });

    assertThat(run("logs", "-f", "b1")).isEqualTo(new Ran(1, lines("one"), lines("Forgotten")));
  }

  @Test
  @DisplayName("resumes after the last whole event when the connection breaks")
  void resumes() {
    comesInPieces(
        // In the middle of an event whose id and first line came already,
        "id: 4\ndata: one\n\nid: 14\ndata: two\n",
        // in the middle of a line,
        "id: 8\ndata: two\n\n: beat\n\nid: 14\ndata: thr",
        // before anything,
        "",
        // after an event without an id,
        "data: aside\n\n",
        // and not at all.
        "id: 14\ndata: three\n\nid: 14\nevent: end\ndata:\n\n");

    assertThat(run("logs", "-f", "b1"))
        .as("no line is lost, and none comes twice")
        .isEqualTo(new Ran(0, lines("one", "two", "aside", "three"), ""));
    assertThat(service.asked(LOG))
        .extracting(asked -> asked.headers().get("Last-event-id"))
        .containsExactly(null, List.of("4"), List.of("8"), List.of("8"), List.of("8"));
  }

  @Test
  @DisplayName("tells once that the connection is away for longer, and goes on")
  void tellsOfALongBreak() {
    comesInPieces("id: 4\ndata: one\n\n", "", "", "", "", "id: 4\nevent: end\ndata:\n\n");

    assertThat(run("logs", "-f", "b1"))
        .isEqualTo(
            new Ran(
                0,
                lines("one"),
                lines("The connection to " + service.address() + " broke; trying again")));
  }

  @Test
  @DisplayName("goes on after an orderly end of the connection that is not the end of the log")
  void goesOn() {
    service.on(
        LOG,
        exchange -> {
          boolean resumed = "4".equals(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
          String events = resumed ? "event: end\ndata:\n\n" : "id: 4\ndata: one\n\n";
          ScriptedService.send(exchange, 200, "text/event-stream", events);
        });

    assertThat(run("logs", "-f", "b1")).isEqualTo(new Ran(0, lines("one"), ""));
  }

  /** Each answer is the next piece of the stream, and breaks after it. */
  private void comesInPieces(String... pieces) {
    Queue<String> rest = new ConcurrentLinkedQueue<>(List.of(pieces));
    service.on(LOG, exchange -> cut(exchange, rest.remove()));
  }

  /** Sends less than was promised, and breaks the connection. */
  private static void cut(HttpExchange exchange, String part) throws IOException {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, bytes.length + 1000L);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
  }
}
