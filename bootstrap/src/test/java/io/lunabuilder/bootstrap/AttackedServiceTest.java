package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that is attacked goes on to answer, and gets rid of the attack:")
@Timeout(180)
class AttackedServiceTest {
  private static final int WANTED = 10_000;

  /** Files that the tests' own process needs for itself. */
  private static final int SPARE = 1_000;

  private static final ByteBuffer HEAD =
      ByteBuffer.wrap(
          "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));

  @TempDir Path folder;
  private final List<SocketChannel> attack = new ArrayList<>();
  private Program service;
  private URI address;

  @BeforeEach
  void start() throws Exception {
    service =
        Program.run(
            Map.of("LUNA_BUILDER_WORKERS", "0", "LUNA_BUILDER_PORT", "0"),
            "serve",
            "--data-dir",
            folder.resolve("data").toString());
    String line = service.awaitLine("Serving on ");
    address = URI.create(line.replaceFirst(".*Serving on (\\S+),.*", "$1"));
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel connection : attack) {
      connection.close();
    }
    service.close();
  }

  @Test
  @DisplayName("ten thousand connections that say nothing")
  void idleConnections() throws Exception {
    connect(mostConnections());

    assertThatItAnswers();
    awaitTheirEnd();
    assertThatItAnswers();
  }

  @Test
  @DisplayName("thousands that send the head of a call byte by byte")
  void slowHeads() throws Exception {
    connect(Math.min(2_000, mostConnections()));
    for (SocketChannel connection : attack) {
      connection.write(HEAD.duplicate());
    }

    assertThatItAnswers();
    while (!attack.isEmpty()) {
      attack.removeIf(connection -> !isStillSent(connection));
      assertThatItAnswers();
    }
  }

  private static int mostConnections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(WANTED, unix.getMaxFileDescriptorCount() - SPARE)
        : WANTED;
  }

  private void connect(int connections) throws IOException {
    InetSocketAddress service = new InetSocketAddress(address.getHost(), address.getPort());
    for (int made = 0; made < connections; made++) {
      attack.add(SocketChannel.open(service));
    }
  }

  /** Asked anew each time, on a connection of its own. */
  private void assertThatItAnswers() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(status(client, request("/healthcheck").GET())).isEqualTo(200);
      assertThat(status(client, request("/1/builds").GET())).isEqualTo(200);
      assertThat(status(client, request("/1/archives").POST(BodyPublishers.ofString("archive"))))
          .isEqualTo(201);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  private static int status(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private void awaitTheirEnd() throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(1);
    for (SocketChannel connection : attack) {
      assertThat(connection.read(nothing)).isEqualTo(-1);
    }
  }

  private static boolean isStillSent(SocketChannel connection) {
    try {
      return connection.write(ByteBuffer.wrap(new byte[] {'a'})) > 0;
    } catch (IOException closed) {
      return false;
    }
  }
}
