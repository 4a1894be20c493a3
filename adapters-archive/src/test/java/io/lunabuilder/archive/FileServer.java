package io.lunabuilder.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a free port of this machine, whose every answer is up to the test. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads;
  private final Map<String, HttpArchivesTest.Answer> served = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FileServer(HttpServer server, String scheme, ExecutorService threads) {
    this.server = server;
    this.scheme = scheme;
    this.threads = threads;
  }

  static FileServer start() throws IOException {
    return start(HttpServer.create(), "http");
  }

  /** One with TLS, by the server's certificate of {@code authority}. */
  static FileServer start(TestAuthority authority) throws IOException {
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    return start(server, "https");
  }

  private static FileServer start(HttpServer server, String scheme) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    return new FileServer(server, scheme, threads);
  }

  /** From now on {@code path} is answered so. */
  void serve(String path, HttpArchivesTest.Answer answer) {
    if (served.put(path, answer) != null) {
      return;
    }
    server.createContext(
        path,
        exchange -> {
          List<String> sent = exchange.getRequestHeaders().get("Authorization");
          authorizations.add(sent == null ? "none" : sent.getFirst());
          served.getOrDefault(path, answer).to(exchange);
        });
  }

  /** The header Authorization of each request in turn, or {@code none}. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  ArchiveLink link(String path) {
    return new ArchiveLink(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
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

  /** As file servers do: with an entity tag, and from the byte on that is asked for. */
  static void answerWithRanges(HttpExchange exchange, byte[] body) throws IOException {
    String tag = tag(body);
    exchange.getResponseHeaders().set("ETag", tag);
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null || !tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
      answer(exchange, 200, body);
      return;
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
    answer(exchange, 206, Arrays.copyOfRange(body, from, body.length));
  }

  /** The entity tag of {@code body}. */
  static String tag(byte[] body) {
    return '"' + Integer.toHexString(Arrays.hashCode(body)) + '"';
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
