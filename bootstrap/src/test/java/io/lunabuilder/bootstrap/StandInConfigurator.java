package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Luna-Configurator as its documents describe it, and as it can be when it is broken. */
final class StandInConfigurator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Answer answer = new Answer(200, "[]", Fault.NONE);
  private volatile String lastQuestion = "";
  private volatile String lastLogin = "";
  private volatile Optional<String> lastUpgrade = Optional.empty();

  /** How an answer is broken. */
  enum Fault {
    NONE,
    /** It never ends. */
    HANGS,
    /** It ends before its end. */
    CUT
  }

  private record Answer(int status, String body, Fault fault) {}

  private StandInConfigurator(HttpServer server) {
    this.server = server;
  }

  static StandInConfigurator start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StandInConfigurator configurator = new StandInConfigurator(server);
    server.createContext("/1/settings", configurator::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return configurator;
  }

  private void serve(HttpExchange exchange) throws IOException {
    Answer now = answer;
    asked.incrementAndGet();
    lastQuestion = exchange.getRequestURI().toString();
    lastLogin = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    lastUpgrade = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Upgrade"));
    byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(now.status(), body.length);
    int sent = now.fault() == Fault.NONE ? body.length : body.length / 2;
    exchange.getResponseBody().write(body, 0, sent);
    exchange.getResponseBody().flush();
    if (now.fault() == Fault.HANGS) {
      awaitEnd();
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/1");
  }

  /** From now on it tells these settings. */
  void tell(Map<String, Object> settings) throws IOException {
    List<Map<String, Object>> entries =
        settings.entrySet().stream()
            .<Map<String, Object>>map(entry ->
                Map.of(
                    "setting_id", 1,
                    "setting_name", entry.getKey(),
                    "description", "",
                    "tags", List.of(),
                    "value", entry.getValue()))
            .toList();
    answer(200, JSON.writeValueAsString(entries), Fault.NONE);
  }

  /** From now on it answers so. */
  void answer(int status, String body, Fault fault) {
    answer = new Answer(status, body, fault);
  }

  /** How often it was asked. */
  int asked() {
    return asked.get();
  }

  /** Waits until it was asked {@code times} more. */
  void awaitQuestions(int times) throws InterruptedException {
    int enough = asked.get() + times;
    while (asked.get() < enough) {
      Thread.sleep(20);
    }
  }

  String lastQuestion() {
    return lastQuestion;
  }

  String lastLogin() {
    return lastLogin;
  }

  /** The other protocol that the caller offered to speak. */
  Optional<String> lastUpgrade() {
    return lastUpgrade;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
