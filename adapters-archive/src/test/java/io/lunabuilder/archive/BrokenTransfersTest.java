package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A transfer over http that breaks")
@Tag("R22")
@Timeout(60)
class BrokenTransfersTest {
  private static final String NOISE = noise();
  private static final byte[] TAR =
      new TarBytes().file("Dockerfile", "FROM scratch").file("noise", NOISE).bytes();

  private final AtomicInteger asked = new AtomicInteger();
  private FileServer server;

  @TempDir private Path around;

  private static String noise() {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Optional<ArchiveProblem> staged(ArchiveLink link) throws Exception {
    HttpLimits limits = new HttpLimits(TAR.length, Duration.ofSeconds(5), Duration.ofMillis(500));
    var source = ArchiveAdapters.http(limits, AllowedHosts.of(List.of("127.0.0.1")));
    var unpacker = ArchiveAdapters.unpacker(UnpackLimits.DEFAULT, around);
    return new StageContext(new ArchiveSources(List.of(source)), unpacker)
        .stage(
            Archive.at(link),
            Files.createDirectory(around.resolve("context")),
            ContextPath.ROOT,
            ContextPath.DOCKERFILE);
  }

  /** The first time, half of it comes with its tag. */
  private boolean isFirst(HttpExchange exchange) throws IOException {
    if (asked.getAndIncrement() > 0) {
      return false;
    }
    exchange.getResponseHeaders().set("ETag", FileServer.tag(TAR));
    exchange.sendResponseHeaders(200, TAR.length);
    exchange.getResponseBody().write(TAR, 0, TAR.length / 2);
    exchange.getResponseBody().flush();
    return true;
  }

  @Test
  @DisplayName("goes on where it was cut, and no byte is lost or doubled")
  void cut() throws Exception {
    server.serve(
        "/a",
        exchange -> {
          if (isFirst(exchange)) {
            throw new IOException("cut");
          }
          FileServer.answerWithRanges(exchange, TAR);
        });

    assertThat(staged(server.link("/a"))).isEmpty();
    assertThat(around.resolve("context/noise")).hasContent(NOISE);
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("goes on where it stalled")
  void stalled() throws Exception {
    server.serve(
        "/a",
        exchange -> {
          if (isFirst(exchange)) {
            awaitInterrupt();
          }
          FileServer.answerWithRanges(exchange, TAR);
        });

    assertThat(staged(server.link("/a"))).isEmpty();
    assertThat(around.resolve("context/noise")).hasContent(NOISE);
  }

  @Test
  @DisplayName("is told as such when the archive changed meanwhile")
  void changed() throws Exception {
    byte[] other = Arrays.copyOf(TAR, TAR.length);
    other[other.length / 2]++;
    server.serve(
        "/a",
        exchange -> {
          if (isFirst(exchange)) {
            throw new IOException("cut");
          }
          FileServer.answerWithRanges(exchange, other);
        });

    assertThat(staged(server.link("/a")))
        .map(ArchiveProblem::code)
        .contains(FailureCode.ARCHIVE_CHANGED);
  }

  private static void awaitInterrupt() {
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
