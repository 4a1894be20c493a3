package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service that closes")
class ClosingTest extends ApiTest {

  @Test
  @DisplayName("ends the streams of its followers, which see a clean end")
  void endsStreams() throws Exception {
    BuildId id = api.build("hello:1");
    api.claim();
    try (Events log = api.follow("/1/builds/" + id + "/log");
        Events build = api.follow("/1/builds/" + id + "/events");
        Events all = api.follow("/1/builds/events")) {
      assertThat(build.next()).isPresent();

      api.server().close();

      assertThat(log.rest()).isEmpty();
      assertThat(build.rest()).isEmpty();
      assertThat(all.rest()).isEmpty();
      assertThat(api.server().openStreams()).isZero();
    }
  }

  @Test
  @DisplayName("lets a call that it has begun end")
  void letsCallsEnd() throws Exception {
    int port = api.address().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head =
          "POST /1/archives HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf ";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      awaitUpload();
      FutureTask<Boolean> closing =
          new FutureTask<>(() -> {
            api.server().close();
            return true;
          });
      Thread.ofVirtual().start(closing);
      awaitRefusal(port);
      socket.getOutputStream().write("whole".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 201");
      assertThat(closing.get()).isTrue();
    }
  }

  /** The limit of time is the test's own. */
  private void awaitUpload() throws Exception {
    while (true) {
      try (var files = Files.list(folder.resolve("uploads"))) {
        if (files.findAny().isPresent()) {
          return;
        }
      }
      Thread.sleep(10);
    }
  }

  private static void awaitRefusal(int port) throws InterruptedException {
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.sleep(10);
      } catch (IOException closed) {
        return;
      }
    }
  }
}
