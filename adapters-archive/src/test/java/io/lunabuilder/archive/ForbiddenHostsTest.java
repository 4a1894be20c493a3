package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Links that lead where they may not")
@Timeout(60)
class ForbiddenHostsTest {
  private final ArchiveSource source = source(AllowedHosts.NONE);
  private FileServer server;

  private static ArchiveSource source(AllowedHosts allowed) {
    return ArchiveAdapters.http(HttpLimits.DEFAULT, allowed);
  }

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start();
    server.serve("/", exchange -> FileServer.answer(exchange, 200, new byte[] {1}));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ArchiveLink link(String host) {
    return new ArchiveLink("http://" + host + ":" + port() + "/a");
  }

  private int port() {
    return URI.create(server.link("/").value()).getPort();
  }

  @ParameterizedTest(name = "are not asked, though somebody listens there: {0}")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.0.1.",
        "localhost.",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "0.0.0.0",
        "0"
      })
  void notAsked(String host) throws Exception {
    ArchiveProblem problem = refusal(source.open(Archive.at(link(host))));

    assertThat(problem.code())
        .isIn(
            FailureCode.ARCHIVE_HOST_FORBIDDEN,
            FailureCode.ARCHIVE_NOT_FOUND,
            FailureCode.ARCHIVE_UNREACHABLE);
    assertThat(server.authorizations()).as("requests").isEmpty();
  }

  @ParameterizedTest(name = "are called forbidden by their address or name: {0}")
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]"})
  void named(String host) throws Exception {
    assertThat(refusal(source.open(Archive.at(link(host)))).code())
        .isEqualTo(FailureCode.ARCHIVE_HOST_FORBIDDEN);
  }

  @ParameterizedTest(name = "are refused at once when the address is in the link: {0}")
  @ValueSource(strings = {"127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "[fd00:ec2::254]"})
  void probed(String host) {
    assertThat(source.probe(link(host)))
        .isInstanceOfSatisfying(
            Probe.Wrong.class,
            wrong ->
                assertThat(wrong.problem().code()).isEqualTo(FailureCode.ARCHIVE_HOST_FORBIDDEN));
  }

  @Test
  @DisplayName("are not followed there through a redirect of an allowed host")
  void redirected() throws Exception {
    server.serve(
        "/away",
        exchange -> FileServer.redirect(exchange, 302, "http://127.0.0.1:" + port() + "/a"));
    ArchiveLink away = new ArchiveLink("http://localhost:" + port() + "/away");

    ArchiveProblem problem =
        refusal(source(AllowedHosts.of(List.of("localhost"))).open(Archive.at(away)));

    assertThat(problem.code()).isEqualTo(FailureCode.ARCHIVE_HOST_FORBIDDEN);
  }

  @Test
  @DisplayName("are read where an administrator allows the host")
  void allowed() throws Exception {
    ArchiveSource inHouse = source(AllowedHosts.of(List.of("localhost")));

    assertThat(inHouse.open(Archive.at(link("localhost")))).isInstanceOf(Opening.Opened.class);
    assertThat(refusal(inHouse.open(Archive.at(link("127.0.0.1")))).code())
        .isEqualTo(FailureCode.ARCHIVE_HOST_FORBIDDEN);
  }

  private static ArchiveProblem refusal(Opening opening) {
    assertThat(opening).isInstanceOf(Opening.Refused.class);
    return ((Opening.Refused) opening).problem();
  }
}
