package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A call that no honest client makes")
class RawCallsTest extends ApiTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet("NUL in the path", "GET /1/builds/%00" + END, 400),
        argumentSet("dots in the path", "GET /1/builds/../../etc/passwd" + END, 404),
        argumentSet("coded dots in the path", "GET /1/%2e%2e/%2e%2e/etc/passwd" + END, 400),
        argumentSet("a coded slash in the path", "GET /1/builds%2fx" + END, 404),
        argumentSet("an empty part of the path", "GET //1//builds" + END, 404),
        argumentSet("half a code in the path", "GET /1/builds/%f" + END, 400),
        argumentSet("no UTF-8 in the path", "GET /1/builds/%ff" + END, 400),
        argumentSet("no UTF-8 in the query", "GET /1/builds?cursor=%ff%fe" + END, 400),
        argumentSet("half a code in the query", "GET /1/builds?limit=%z" + END, 400),
        argumentSet("no host", "GET /version HTTP/1.1\r\n\r\n", 400),
        argumentSet("no version of HTTP", "GET /version HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        argumentSet("no method", "G@T /version" + END, 400),
        argumentSet(
            "a header of 20,000 characters",
            "GET /version HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
            431),
        argumentSet("a negative length", post("Content-Length: -1", ""), 400),
        argumentSet("two lengths", post("Content-Length: 1\r\nContent-Length: 2", "ab"), 400),
        argumentSet("a length and chunks", post("Content-Length: 4\r\n" + CHUNKED, "zzzz"), 400),
        argumentSet("chunks that are none", post(CHUNKED, "zz\r\n"), 400));
  }

  private static String post(String header, String body) {
    String type = "Content-Type: application/json\r\n";
    return "POST /1/builds HTTP/1.1\r\nHost: localhost\r\n" + type + header + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("is refused in the form of every other error when it has")
  void refused(String call, int status) throws Exception {
    String answer = exchange(call);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("application/json", "\"error_code\":", "\"detail\":");
    assertThat(answer.lines()).filteredOn(line -> line.startsWith("Luna-Request-Id: ")).hasSize(1);
    assertThat(answer).doesNotContain("Exception", "jetty", "Jetty", "\tat ");
  }

  @Test
  @DisplayName("is told that its body broke off when it is shorter than it said")
  void shortBody() throws Exception {
    for (String path : new String[] {"/1/builds", "/1/archives"}) {
      try (Socket socket = open()) {
        send(
            socket,
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                .formatted(path));
        socket.shutdownOutput();

        assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("broke off");
      }
    }
    try (var files = Files.list(folder.resolve("uploads"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  @DisplayName("gets its answer in HTTP/1.0 too")
  void oldHttp() throws Exception {
    assertThat(exchange("GET /version HTTP/1.0\r\n\r\n")).contains(" 200 ", "\"Version\"");
  }

  @Test
  @DisplayName("cannot add headers to the answer")
  void headerInjection() throws Exception {
    String answer = exchange("GET /1/builds/x%0d%0aEvil:%20yes" + END);

    assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
        .noneMatch(line -> line.startsWith("Evil"));
  }

  @Test
  @DisplayName("does not learn which program serves")
  void noServerVersion() throws Exception {
    assertThat(exchange("GET /version" + END)).doesNotContain("Server:", "Jetty", "Javalin");
  }

  private String exchange(String call) throws IOException {
    try (Socket socket = open()) {
      send(socket, call);
      socket.shutdownOutput();
      return answer(socket);
    }
  }

  private Socket open() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), api.address().getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
