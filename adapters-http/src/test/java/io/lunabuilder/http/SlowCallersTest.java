package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection is ended when its caller")
class SlowCallersTest extends ApiTest {
  private static final String CALL = "GET /version HTTP/1.1\r\nHost: localhost\r\n";

  @Test
  @DisplayName("says nothing")
  void silent() throws Exception {
    try (Socket socket = open()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("sends the head of its first call byte by byte")
  void slowHead() throws Exception {
    try (Socket socket = open()) {
      assertThat(dripUntilClosed(socket, CALL)).isTrue();
    }
  }

  @Test
  @DisplayName("sends the head of a later call byte by byte")
  void slowLaterHead() throws Exception {
    try (Socket socket = open()) {
      send(socket, CALL + "\r\n");
      readAnswer(socket);

      assertThat(dripUntilClosed(socket, CALL)).isTrue();
    }
  }

  @Test
  @DisplayName("sends a body byte by byte, of which nothing is kept")
  void slowBody() throws Exception {
    try (Socket socket = open()) {
      send(socket, "POST /1/archives HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n");

      assertThat(dripUntilClosed(socket, "")).isTrue();
    }
    try (var files = Files.list(folder.resolve("uploads"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  @DisplayName("takes its time, but not while its call is answered, or between two calls")
  void patient() throws Exception {
    String id = api.build("hello:1").toString();
    try (Socket socket = open();
        Socket follower = open()) {
      send(
          follower,
          "GET /1/builds/%s/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
              .formatted(id));
      for (int call = 0; call < 2; call++) {
        send(socket, CALL + "\r\n");
        assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200");
        Thread.sleep(4_000);
      }
      send(socket, CALL + "\r\n");

      assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200");
      assertThat(api.server().openStreams()).isEqualTo(1);
    }
  }

  private Socket open() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), api.address().getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends {@code head}, then a byte each 50 ms, which never ends it; true once it is closed. */
  private static boolean dripUntilClosed(Socket socket, String head) throws Exception {
    try {
      send(socket, head + (head.isEmpty() ? "" : "X-Slow: "));
      socket.setSoTimeout(50);
      while (true) {
        send(socket, "a");
        if (isAtEnd(socket)) {
          return true;
        }
      }
    } catch (IOException closed) {
      return true;
    }
  }

  private static boolean isAtEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    }
  }

  /** What comes until the head's length of the body is there. */
  private static String readAnswer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().contains("}}")) {
      answer.append((char) socket.getInputStream().read());
    }
    return answer.toString();
  }
}
