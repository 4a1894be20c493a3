package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.TestAuthority;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server of archives with a certificate of its own")
class ServerTlsTest {
  private static final AllowedHosts LOCAL = AllowedHosts.of(List.of("127.0.0.0/8", "localhost"));

  private static TestAuthority authority;
  private static FileServer server;
  private static FileServer elsewhere;

  @BeforeAll
  static void start() throws Exception {
    authority = TestAuthority.make();
    server = FileServer.start(authority);
    elsewhere = FileServer.start(authority);
    server.serve("/archive", exchange -> FileServer.answer(exchange, 200, new byte[] {1}));
    elsewhere.serve("/archive", exchange -> FileServer.answer(exchange, 200, new byte[] {1}));
    String other = elsewhere.link("/archive").value().replace("127.0.0.1", "localhost");
    server.serve("/moved", exchange -> FileServer.redirect(exchange, 302, other));
  }

  @AfterAll
  static void stop() {
    server.close();
    elsewhere.close();
  }

  private static Opening opened(String path, ServerTrust trust) throws InterruptedException {
    ArchiveLink link = server.link(path);
    ArchiveSource source = ArchiveAdapters.http(HttpLimits.DEFAULT, LOCAL, "127.0.0.1", trust);
    return source.open(Archive.at(link), 0);
  }

  private static void assertUntrusted(Opening opening) {
    assertThat(opening)
        .isInstanceOfSatisfying(
            Opening.Refused.class,
            refused -> assertThat(refused.problem().message()).contains("is not trusted"));
  }

  @Test
  @DisplayName("is asked when its authority is told, or any certificate is allowed")
  void trusted() throws Exception {
    assertThat(opened("/archive", new ServerTrust.Authorities(authority.certificate())))
        .isInstanceOf(Opening.Opened.class);
    assertThat(opened("/archive", new ServerTrust.Anybody())).isInstanceOf(Opening.Opened.class);
  }

  @Test
  @DisplayName("is not asked when nobody, or somebody else, vouches for it")
  void untrusted() throws Exception {
    assertUntrusted(opened("/archive", ServerTrust.USUAL));
    String another = TestAuthority.make().certificate();
    assertUntrusted(opened("/archive", new ServerTrust.Authorities(another)));
  }

  @Test
  @DisplayName("is trusted alone: not those to which it redirects")
  void redirects() throws Exception {
    assertUntrusted(opened("/moved", new ServerTrust.Anybody()));
    assertUntrusted(opened("/moved", new ServerTrust.Authorities(authority.certificate())));
  }
}
