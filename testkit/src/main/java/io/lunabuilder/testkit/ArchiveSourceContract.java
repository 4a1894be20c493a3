package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link ArchiveSource} promises. A subclass brings a real place with an archive. */
@DisplayName("A source of archives")
@Tag("R22")
public abstract class ArchiveSourceContract {

  /** The implementation under test. */
  protected abstract ArchiveSource source() throws Exception;

  /** Puts an archive where the source reads, and returns its link. */
  protected abstract ArchiveLink put(byte[] archive) throws Exception;

  /** A well-formed link behind which there is nothing. */
  protected abstract ArchiveLink absent() throws Exception;

  @Test
  @DisplayName("recognises its own links, its example among them, and no others")
  void recognises() throws Exception {
    assertThat(source().recognises(put(bytes(1)))).isTrue();
    assertThat(source().recognises(new ArchiveLink(source().example()))).isTrue();
    assertThat(source().recognises(new ArchiveLink("gopher://example.com/archive"))).isFalse();
    assertThat(source().recognises(new ArchiveLink("no-scheme"))).isFalse();
  }

  @Test
  @DisplayName("finds nothing wrong with an archive that is there")
  void probes() throws Exception {
    assertThat(source().probe(put(bytes(1)))).isInstanceOf(Probe.Fine.class);
  }

  @Test
  @DisplayName("gives every byte, and the size where it knows it")
  void opens() throws Exception {
    byte[] archive = bytes(300_000);

    try (ArchiveContent content = opened(put(archive))) {
      assertThat(content.size().orElse(archive.length)).isEqualTo(archive.length);
      assertThat(content.stream().readAllBytes()).isEqualTo(archive);
    }
  }

  @Test
  @DisplayName("opens an archive again, also while it is read")
  void opensTwice() throws Exception {
    byte[] archive = bytes(300_000);
    ArchiveLink link = put(archive);

    try (ArchiveContent first = opened(link)) {
      assertThat(first.stream().read()).isEqualTo(archive[0] & 0xff);
      try (ArchiveContent second = opened(link)) {
        assertThat(second.stream().readAllBytes()).isEqualTo(archive);
      }
      assertThat(first.stream().readAllBytes()).hasSize(archive.length - 1);
    }
  }

  @Test
  @DisplayName("can be left before the end, twice too")
  void closesEarly() throws Exception {
    ArchiveContent content = opened(put(bytes(300_000)));
    assertThat(content.stream().read()).isNotNegative();

    content.close();
    content.close();
  }

  @Test
  @DisplayName("says that there is no archive, and shows the link that was asked")
  void refusesWhatIsAbsent() throws Exception {
    ArchiveLink absent = absent();

    assertThat(source().open(Archive.at(absent)))
        .isInstanceOfSatisfying(
            Opening.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
              assertThat(refused.problem().message()).contains(absent.redacted());
            });
  }

  final ArchiveContent opened(ArchiveLink link) throws Exception {
    return opened(Archive.at(link), 0);
  }

  final ArchiveContent opened(Archive archive, long offset) throws Exception {
    return switch (source().open(archive, offset)) {
      case Opening.Opened(ArchiveContent content) -> content;
      case Opening.Refused(var problem) -> throw new IOException(problem.message());
    };
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }
}
