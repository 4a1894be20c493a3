package io.lunabuilder.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.TestAuthority;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S3 behind TLS")
@Tag("R3")
class S3ProtectionTest {
  private static final ArchiveLink LINK = new ArchiveLink("s3://archives/a.tar");

  @TempDir private static Path folder;
  private static TestAuthority authority;
  private static MinioServer server;
  private static Buckets buckets;

  @BeforeAll
  static void start() throws Exception {
    authority = TestAuthority.make();
    server = MinioServer.startOrSkip(folder, authority);
    buckets = Buckets.on(server);
    buckets.put("a.tar", new byte[] {1});
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Probe probe(Map<String, String> more) {
    S3Settings settings = S3Settings.of(buckets.settings(more), Map.of());
    return S3Archives.in(settings, S3ArchivesTest.LIMITS).probe(LINK);
  }

  @Test
  @DisplayName("is not read when nobody vouches for its certificate")
  void untrusted() {
    assertThat(probe(Map.of()))
        .isInstanceOfSatisfying(
            Probe.Wrong.class,
            wrong -> {
              assertThat(wrong.problem().code()).isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
              assertThat(wrong.problem().message()).contains("certificate is not trusted");
            });
  }

  @Test
  @DisplayName("is read when its authority is named")
  void trusted() {
    Path file = authority.writeCertificate(folder.resolve("ca.pem"));

    assertThat(probe(Map.of("CA_FILE", file.toString()))).isInstanceOf(Probe.Fine.class);
  }

  @Test
  @DisplayName("is read when certificates need not be valid")
  void unverified() {
    assertThat(probe(Map.of("VERIFY_SSL", "0"))).isInstanceOf(Probe.Fine.class);
  }
}
