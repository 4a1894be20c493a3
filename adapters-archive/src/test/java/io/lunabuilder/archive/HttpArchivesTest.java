package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.ResumableSourceContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Archives behind http links")
@Timeout(60)
class HttpArchivesTest extends ResumableSourceContract {
  private static final int LIMIT = 400_000;
  private static final byte[] TAR = new TarBytes().file("Dockerfile", "FROM x".repeat(500)).bytes();

  private static final AllowedHosts LOCAL = AllowedHosts.of(List.of("127.0.0.1"));

  private final ArchiveSource source =
      ArchiveAdapters.http(
          new HttpLimits(LIMIT, Duration.ofSeconds(5), Duration.ofSeconds(5)), LOCAL);
  private final ArchiveSource impatient =
      ArchiveAdapters.http(
          new HttpLimits(LIMIT, Duration.ofMillis(100), Duration.ofMillis(200)), LOCAL);
  private final CountDownLatch over = new CountDownLatch(1);
  private FileServer server;

  @TempDir private Path around;

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.close();
  }

  @Override
  protected ArchiveSource source() {
    return source;
  }

  @Override
  protected ArchiveLink put(byte[] archive) {
    server.serve("/archive", exchange -> FileServer.answerWithRanges(exchange, archive));
    return server.link("/archive");
  }

  @Override
  protected ArchiveLink absent() {
    return server.link("/none");
  }

  @ParameterizedTest(name = "that answer {0} are {1}")
  @CsvSource({
    "401, ARCHIVE_DENIED",
    "403, ARCHIVE_DENIED",
    "404, ARCHIVE_NOT_FOUND",
    "410, ARCHIVE_NOT_FOUND",
    "204, ARCHIVE_NOT_FOUND",
    "206, ARCHIVE_NOT_FOUND",
    "304, ARCHIVE_NOT_FOUND",
    "429, ARCHIVE_UNREACHABLE",
    "500, ARCHIVE_UNREACHABLE",
    "503, ARCHIVE_UNREACHABLE",
  })
  void statuses(int status, FailureCode code) throws Exception {
    server.serve("/a", exchange -> FileServer.answer(exchange, status, new byte[0]));

    ArchiveProblem problem = refused(source, "/a");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).contains(String.valueOf(status));
  }

  @ParameterizedTest(name = "are followed through a redirect {0}")
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirects(int status) throws Exception {
    put(TAR);
    server.serve("/a", exchange -> FileServer.redirect(exchange, status, "/archive"));

    assertThat(unpacked(source, server.link("/a"))).isEmpty();
  }

  @ParameterizedTest(name = "are not followed to {0}")
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://127.0.0.1/a", "jar:file:/a!/b", "http:///a", ":", ""})
  void foreignRedirects(String location) throws Exception {
    server.serve("/a", exchange -> FileServer.redirect(exchange, 302, location));

    assertThat(refused(source, "/a").code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
  }

  @Test
  @DisplayName("are not followed round and round")
  void redirectLoop() throws Exception {
    server.serve("/a", exchange -> FileServer.redirect(exchange, 302, "/a"));

    assertThat(refused(source, "/a").message()).contains("redirected more than 5 times");
  }

  @Test
  @DisplayName("send user and password where they belong, and show them to nobody else")
  void credentials() throws Exception {
    try (FileServer other = FileServer.start()) {
      other.serve("/a", exchange -> FileServer.answer(exchange, 404, new byte[0]));
      server.serve("/a", exchange -> FileServer.redirect(exchange, 302, other.link("/a").value()));

      ArchiveLink link = server.linkAs("me:s3cret", "/a?signature=s3cret");
      ArchiveProblem problem = refusal(source.open(Archive.at(link)));

      String basic =
          Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
      assertThat(server.authorizations()).containsExactly("Basic " + basic);
      assertThat(other.authorizations()).containsExactly("none");
      assertThat(problem.message()).doesNotContain("s3cret", basic);
    }
  }

  @ParameterizedTest(name = "are refused without being asked: {0}")
  @ValueSource(
      strings = {
        "http://",
        "http:///a",
        "http:a",
        "https://[::1/a",
        "http://h:99999/a",
        "http://h^/"
      })
  void malformed(String link) throws Exception {
    assertThat(source.probe(new ArchiveLink(link))).isInstanceOf(ArchiveSource.Probe.Wrong.class);
    assertThat(source.open(Archive.at(new ArchiveLink(link)))).isInstanceOf(Opening.Refused.class);
  }

  @Test
  @DisplayName("are unreachable when nobody listens there")
  void nobodyListens() throws Exception {
    ArchiveLink link = server.link("/a");
    server.close();

    assertThat(refusal(source.open(Archive.at(link))).code())
        .isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
  }

  @Test
  @DisplayName("are unreachable when the server takes the question and never answers")
  void silent() throws Exception {
    server.serve("/a", exchange -> await());

    assertThat(refused(impatient, "/a").code()).isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
  }

  @Test
  @DisplayName("are unreachable when the body stops and does not go on")
  void stall() throws Exception {
    server.serve(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, TAR.length);
          exchange.getResponseBody().write(TAR, 0, 600);
          exchange.getResponseBody().flush();
          await();
        });

    assertThat(unpacked(impatient, server.link("/a")))
        .hasValueSatisfying(problem -> {
          assertThat(problem.code()).isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
          assertThat(problem.message()).contains("nothing came for 0.2 seconds");
        });
  }

  @ParameterizedTest(name = "are unreachable, not corrupt, when the body is cut; length told: {0}")
  @ValueSource(booleans = {true, false})
  void cut(boolean told) throws Exception {
    server.serve("/a", exchange -> FileServer.cut(exchange, Arrays.copyOf(TAR, 1_000), told));

    assertThat(unpacked(source, server.link("/a")))
        .map(ArchiveProblem::code)
        .contains(FailureCode.ARCHIVE_UNREACHABLE);
  }

  @Test
  @DisplayName("are too large by the length that is told, before any byte is fetched")
  void toldTooLarge() throws Exception {
    server.serve("/a", exchange -> FileServer.answer(exchange, 200, new byte[LIMIT + 1]));

    assertThat(refused(source, "/a").code()).isEqualTo(FailureCode.ARCHIVE_TOO_LARGE);
  }

  @Test
  @DisplayName("are too large once more came than may, when no length is told")
  void foundTooLarge() throws Exception {
    byte[] large = new TarBytes().file("f", "x".repeat(LIMIT)).bytes();
    server.serve(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0); // 0 is: chunked
          exchange.getResponseBody().write(large);
          exchange.close();
        });

    assertThat(unpacked(source, server.link("/a")))
        .map(ArchiveProblem::code)
        .contains(FailureCode.ARCHIVE_TOO_LARGE);
  }

  @Test
  @DisplayName("are told apart from a page that asks for a login")
  void webPage() throws Exception {
    ArchiveLink link = put("<!DOCTYPE html><title>Login".getBytes(StandardCharsets.UTF_8));

    assertThat(unpacked(source, link))
        .hasValueSatisfying(problem -> assertThat(problem.message()).contains("web page"));
  }

  private Optional<ArchiveProblem> unpacked(ArchiveSource from, ArchiveLink link) throws Exception {
    Path folder = Files.createDirectory(around.resolve("context"));
    return switch (from.open(Archive.at(link))) {
      case Opening.Refused(ArchiveProblem problem) -> Optional.of(problem);
      case Opening.Opened(ArchiveContent content) -> {
        try (content) {
          yield ArchiveAdapters.unpacker(UnpackLimits.DEFAULT, around).unpack(content, folder);
        }
      }
    };
  }

  private ArchiveProblem refused(ArchiveSource by, String path) throws Exception {
    return refusal(by.open(Archive.at(server.link(path))));
  }

  private static ArchiveProblem refusal(Opening opening) {
    assertThat(opening).isInstanceOf(Opening.Refused.class);
    return ((Opening.Refused) opening).problem();
  }

  /** Keeps an exchange waiting until the test is over. */
  private void await() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** How a server answers. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
