package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.BreakingArchives;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("An archive that is fetched")
@Tag("R22")
class FetchedArchiveTest {
  private static final byte[] BYTES = "context".repeat(1_000).getBytes(StandardCharsets.UTF_8);
  private static final ResumedStream.Tries TRIES = new ResumedStream.Tries(3, Duration.ofMillis(1));

  private final BreakingArchives archives = new BreakingArchives();
  private final ArchiveLink link = archives.put("context", BYTES);

  private FetchedArchive fetched(Archive archive) throws Exception {
    ArchiveContent content =
        assertThat(archives.open(archive))
            .asInstanceOf(type(ArchiveSource.Opening.Opened.class))
            .actual()
            .content();
    return new FetchedArchive(archives, archive, content, TRIES);
  }

  @Test
  @DisplayName("goes on where the transfer broke, as often as some bytes come in between")
  void goesOn() throws Exception {
    archives.breakEvery(100);

    try (FetchedArchive archive = fetched(Archive.at(link));
        InputStream stream = archive.stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(BYTES);
    }
    assertThat(archives.openings()).isEqualTo(BYTES.length / 100);
  }

  @Test
  @DisplayName("is given up when nothing more comes, try after try")
  void givesUp() throws Exception {
    archives.breakEvery(100);

    try (FetchedArchive archive = fetched(Archive.at(link))) {
      archives.goAway();
      assertThatIOException()
          .isThrownBy(() -> archive.stream().readAllBytes())
          .withMessageContaining("away");
    }
    assertThat(archives.openings()).isEqualTo(1 + TRIES.count());
  }

  @Test
  @DisplayName("is refused when another one is there after the transfer broke")
  void changed() throws Exception {
    archives.breakEvery(100);

    try (FetchedArchive archive = fetched(Archive.at(link))) {
      archives.put("context", new byte[BYTES.length]);
      assertThatIOException()
          .isThrownBy(() -> archive.stream().readAllBytes())
          .isInstanceOfSatisfying(
              ArchiveRefusedException.class,
              refused ->
                  assertThat(refused.problem().code()).isEqualTo(FailureCode.ARCHIVE_CHANGED));
    }
    assertThat(archives.openings()).isEqualTo(2);
  }

  @Test
  @DisplayName("has the digest that was told, whatever of it was read before, and broken or not")
  void rightDigest() throws Exception {
    archives.breakEvery(100);

    try (FetchedArchive archive = fetched(new Archive(link, sha256(BYTES), null))) {
      archive.stream().readNBytes(150);
      archive.stream().close();
      assertThat(archive.verify()).isEmpty();
    }
  }

  @Test
  @DisplayName("is refused when it has another digest")
  void wrongDigest() throws Exception {
    Digest wanted = sha256(new byte[] {1});

    try (FetchedArchive archive = fetched(new Archive(link, wanted, null))) {
      assertThat(archive.verify())
          .contains(
              new ArchiveProblem(
                  FailureCode.ARCHIVE_CHANGED,
                  "memory:context has the SHA-256 "
                      + sha256(BYTES).hex()
                      + ", and not "
                      + wanted.hex()));
    }
  }

  @Test
  @DisplayName("needs no digest")
  void noDigest() throws Exception {
    try (FetchedArchive archive = fetched(Archive.at(link))) {
      assertThat(archive.verify()).isEmpty();
    }
  }

  private static Digest sha256(byte[] bytes) throws Exception {
    return Digest.ofSha256(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }
}
