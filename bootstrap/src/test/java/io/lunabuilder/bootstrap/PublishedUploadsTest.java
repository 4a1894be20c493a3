package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.testkit.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An upload is handed to a pod")
class PublishedUploadsTest {
  private static final String ID = "8311bc92-537c-4809-8f1e-c8609c41601b";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;
  private SignedLinks links;

  @BeforeEach
  void key() throws Exception {
    links = SignedLinks.withKeyIn(folder.resolve(".link-key"));
  }

  @Test
  @DisplayName("as a link to this service, which is signed for that upload and ends")
  void signed() throws Exception {
    PublicAddress usual = new PublicAddress(URI.create("http://luna:8080/"), null);
    Matcher link =
        Pattern.compile("http://luna:8080/1/archives/" + ID + "\\?expires=(\\d+)&signature=(.+)")
            .matcher(handOff(usual, HandOff.Link.class).archive().link().value());

    assertThat(link.matches()).isTrue();
    assertThat(links.allow(ID, link.group(1), link.group(2), NOW.plusSeconds(3_600))).isTrue();
    assertThat(links.allow(ID, link.group(1), link.group(2), NOW.plusSeconds(3_601))).isFalse();
  }

  @Test
  @DisplayName("with a key that outlives the uploads beside it")
  void keyIsKept() throws Exception {
    ArchiveAdapters.uploads(folder, () -> 1_000, UUID::randomUUID).purge(Instant.MAX);

    assertThat(Files.exists(folder.resolve(".link-key"))).isTrue();
  }

  @Test
  @DisplayName("with the authority of this service's certificate, and nothing else of that file")
  void authority() throws Exception {
    String certificate = TestAuthority.make().certificate();
    Path file = Files.writeString(folder.resolve("ca.pem"), "our own\n" + certificate);

    HandOff.Link link =
        handOff(new PublicAddress(URI.create("https://luna:8443"), file), HandOff.Link.class);

    assertThat(link.tls()).isEqualTo(new ServerTrust.Authorities(certificate));
  }

  @Test
  @DisplayName("not at all while the file of authorities holds none, which is told")
  void noAuthority() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "");

    HandOff.Impossible told =
        handOff(new PublicAddress(URI.create("https://luna:8443"), file), HandOff.Impossible.class);

    assertThat(told.problem().message())
        .isEqualTo(
            "the file of LUNA_BUILDER_PUBLIC_URL_CA_FILE holds no certificates that can be read");
  }

  private <T extends HandOff> T handOff(PublicAddress address, Class<T> kind) throws Exception {
    ArchiveSource uploads = ArchiveAdapters.uploads(folder, () -> 1_000, UUID::randomUUID);
    Archive archive = new Archive(new ArchiveLink("upload://" + ID), null, null);
    ArchiveSource published =
        PublishedUploads.in(new ArchiveSources(List.of(uploads)), links, () -> NOW, address)
            .all()
            .getFirst();
    return kind.cast(published.handOff(archive, Duration.ofHours(1)));
  }
}
