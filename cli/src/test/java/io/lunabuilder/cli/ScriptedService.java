package io.lunabuilder.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers as a test says and remembers what it was asked. */
final class ScriptedService implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** How one call is answered. */
  interface Script {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /**
   * A call that came.
   *
   * @param body its bytes, one character each
   */
  record Asked(String method, String target, Map<String, List<String>> headers, String body) {}

  ScriptedService() throws IOException {
    this(HttpServer.create(on("127.0.0.1"), 0));
  }

  private ScriptedService(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on("GET /1/builders", 200, "{\"builders\":[\"local_kaniko\"]}");
  }

  /** One that speaks TLS alone, with the certificate of {@code authority}. */
  static ScriptedService withTls(TestAuthority authority, String host) throws IOException {
    HttpsServer server = HttpsServer.create(on(host), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    return new ScriptedService(server);
  }

  private static InetSocketAddress on(String host) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), 0);
  }

  URI address() {
    return URI.create(
        (server instanceof HttpsServer ? "https://" : "http://")
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort());
  }

  /**
   * @param call method and path, for example {@code GET /1/builds}
   */
  ScriptedService on(String call, Script script) {
    scripts.put(call, script);
    return this;
  }

  ScriptedService on(String call, int status, String body) {
    return on(call, exchange -> send(exchange, status, "application/json", body));
  }

  /** Answers with a stream of events and its end. */
  ScriptedService onEvents(String call, String events) {
    return on(call, exchange -> send(exchange, 200, "text/event-stream", events));
  }

  List<Asked> asked(String call) {
    return asked.stream()
        .filter(one -> (one.method() + " " + URI.create(one.target()).getPath()).equals(call))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    URI target = exchange.getRequestURI();
    Script script = scripts.get(method + " " + target.getPath());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    asked.add(new Asked(method, target.toString(), Map.copyOf(exchange.getRequestHeaders()), body));
    try (exchange) {
      if (script == null) {
        send(
            exchange,
            404,
            "application/json",
            "{\"desc\":\"Nothing is here\",\"detail\":\"" + target + "\"}");
      } else {
        script.answer(exchange);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
