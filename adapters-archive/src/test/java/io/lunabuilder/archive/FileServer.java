package io.lunabuilder.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lunabuilder.domain.ArchiveLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a free port of this machine, whose every answer is up to the test. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FileServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static FileServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    return new FileServer(server, threads);
  }

  void serve(String path, HttpArchivesTest.Answer answer) {
    server.createContext(
        path,
        exchange -> {
          List<String> sent = exchange.getRequestHeaders().get("Authorization");
          authorizations.add(sent == null ? "none" : sent.getFirst());
          answer.to(exchange);
        });
  }

  /** The header Authorization of each request in turn, or {@code none}. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  ArchiveLink link(String path) {
    return new ArchiveLink("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  ArchiveLink linkAs(String userAndPassword, String path) {
    return new ArchiveLink(
        "http://" + userAndPassword + "@127.0.0.1:" + server.getAddress().getPort() + path);
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  static void redirect(HttpExchange exchange, int status, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, status, new byte[0]);
  }

  /** Sends a part, and closes the connection without the rest. */
  static void cut(HttpExchange exchange, byte[] part, boolean lengthTold) throws IOException {
    exchange.sendResponseHeaders(200, lengthTold ? part.length * 2L : 0);
    exchange.getResponseBody().write(part);
    exchange.getResponseBody().flush();
    throw new IOException("the server breaks off");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
