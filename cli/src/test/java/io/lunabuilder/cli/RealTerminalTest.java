package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("In a real terminal, luna-builder build")
@Timeout(120)
class RealTerminalTest {
  private static final String ESCAPE = "\u001B";
  private static final String IMAGE =
      "\"image\":{\"reference\":\"r.example/hello:1\",\"digest\":\"sha256:d\",\"size\":12}";

  private final CountDownLatch moreLog = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String ending = change("completed", "verifying", IMAGE);
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ScriptedService()
            .on("POST /1/builds", 201, "{\"build_id\":\"b1\"}")
            .on("GET /1/builds/b1/log", this::tellLog)
            .on("GET /1/builds/b1/events", this::tellStages)
            .on("POST /1/builds/b1/cancel", this::cancel);
  }

  @AfterEach
  void stop() {
    end.countDown();
    moreLog.countDown();
    service.close();
  }

  private static String change(String status, String stage, String more) {
    return "event: build\ndata: {\"build_id\":\"b1\",\"status\":\"%s\",\"stage\":\"%s\",%s}\n\n"
        .formatted(status, stage, more);
  }

  private void tellLog(HttpExchange exchange) throws IOException, InterruptedException {
    OutputStream log = stream(exchange);
    write(log, "id: 9\nevent: log\ndata: \u001B[32mStep one\u001B[0m\n\n");
    moreLog.await();
    write(log, "id: 18\nevent: log\ndata: Step two\n\n");
    end.await();
    write(log, "id: 18\nevent: end\ndata:\n\n");
  }

  private void tellStages(HttpExchange exchange) throws IOException, InterruptedException {
    OutputStream stages = stream(exchange);
    write(stages, change("in_progress", "staging", "\"attempt\":1"));
    write(stages, change("in_progress", "building", "\"attempt\":1"));
    end.await();
    write(stages, ending);
  }

  private void cancel(HttpExchange exchange) throws IOException {
    ending = change("cancelled", "building", "\"attempt\":1");
    ScriptedService.send(exchange, 202, "application/json", "{\"build_id\":\"b1\"}");
    moreLog.countDown();
    end.countDown();
  }

  private static OutputStream stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private PseudoTerminal build(int columns, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("LUNA_BUILDER_SERVER", service.address().toString());
    return PseudoTerminal.luna(
        columns, environment, "build", "https://files.example/a.zip", "--image", "hello:1");
  }

  private static boolean isStatus(String line) {
    return line.startsWith("building");
  }

  /** It can be seen while it is drawn, too. */
  private static boolean isWhole(String line) {
    return line.matches("building  [0-9.]+s  \\([0-9.]+s in all: staging [0-9.]+s\\)");
  }

  @Test
  @DisplayName("keeps stage and time in one line below the log, and leaves none of it at its end")
  void keepsTheStatusBelow() throws Exception {
    try (PseudoTerminal terminal = build(100, Map.of())) {
      List<String> first =
          terminal.await(lines -> lines.contains("Step one") && isWhole(lines.getLast()));
      moreLog.countDown();
      List<String> second =
          terminal.await(lines -> lines.contains("Step two") && isWhole(lines.getLast()));
      end.countDown();

      assertThat(terminal.awaitEnd()).isZero();
      assertThat(first.stream().filter(RealTerminalTest::isStatus)).hasSize(1);
      assertThat(second).startsWith("Build b1", "Step one", "Step two").hasSize(4);
      assertThat(terminal.lines())
          .startsWith("Build b1", "Step one", "Step two")
          .satisfies(lines -> assertThat(lines.get(3)).startsWith("Built r.example/hello:1"))
          .noneMatch(RealTerminalTest::isStatus);
      assertThat(terminal.raw()).contains(ESCAPE + "[32mStep one");
    }
  }

  @Test
  @DisplayName("leaves nothing of its status in a terminal that is narrower than that")
  void fitsNarrowTerminals() throws Exception {
    try (PseudoTerminal terminal = build(20, Map.of())) {
      terminal.await(lines -> lines.contains("Step one") && isStatus(lines.getLast()));
      moreLog.countDown();
      List<String> seen =
          terminal.await(lines -> lines.contains("Step two") && isStatus(lines.getLast()));
      end.countDown();

      assertThat(terminal.awaitEnd()).isZero();
      assertThat(seen).hasSize(4);
      assertThat(terminal.lines()).noneMatch(RealTerminalTest::isStatus);
    }
  }

  @Test
  @DisplayName("cancels at Ctrl-C, says so on a line of its own, and ends with 130")
  void cancels() throws Exception {
    try (PseudoTerminal terminal = build(100, Map.of())) {
      terminal.await(lines -> lines.contains("Step one") && isStatus(lines.getLast()));
      terminal.type("\u0003");

      assertThat(terminal.awaitEnd()).isEqualTo(130);
      assertThat(terminal.lines())
          .contains("Step two", "Cancelled.")
          .anyMatch(line -> line.endsWith("Cancelling; Ctrl-C again stops waiting"))
          .noneMatch(RealTerminalTest::isStatus);
      assertThat(service.asked("POST /1/builds/b1/cancel")).hasSize(1);
    }
  }

  @Test
  @DisplayName("and show --wait, which at Ctrl-C only stops waiting, clean up, and end with 130")
  void leavesTheWait() throws Exception {
    service.on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\",\"status\":\"in_progress\"}");
    Map<String, String> environment = Map.of("LUNA_BUILDER_SERVER", service.address().toString());
    try (PseudoTerminal terminal = PseudoTerminal.luna(100, environment, "show", "b1", "--wait")) {
      terminal.await(lines -> !lines.isEmpty() && isStatus(lines.getLast()));
      terminal.type("\u0003");

      assertThat(terminal.awaitEnd()).isEqualTo(130);
      assertThat(terminal.lines()).noneMatch(RealTerminalTest::isStatus);
      assertThat(service.asked("POST /1/builds/b1/cancel")).isEmpty();
    }
  }

  @Test
  @DisplayName("has no colours with NO_COLOR, and its status all the same")
  void hasNoColours() throws Exception {
    try (PseudoTerminal terminal = build(100, Map.of("NO_COLOR", "1"))) {
      terminal.await(lines -> lines.contains("Step one") && isStatus(lines.getLast()));
      moreLog.countDown();
      end.countDown();

      assertThat(terminal.awaitEnd()).isZero();
      assertThat(terminal.raw()).doesNotContain(ESCAPE + "[32m").contains(ESCAPE + "[K");
    }
  }

  @Test
  @DisplayName("writes plain lines under CI, a new one for each stage")
  void isPlainUnderCi() throws Exception {
    moreLog.countDown();
    end.countDown();
    try (PseudoTerminal terminal = build(100, Map.of("CI", "true"))) {
      assertThat(terminal.awaitEnd()).isZero();
      assertThat(terminal.lines())
          .contains("Step one", "Step two")
          .anyMatch(line -> line.matches("\\[[0-9.]+s] staging"))
          .anyMatch(line -> line.matches("\\[[0-9.]+s] building"));
      assertThat(terminal.raw()).doesNotContain(ESCAPE);
    }
  }
}
