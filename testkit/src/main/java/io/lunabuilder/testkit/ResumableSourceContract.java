package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What an {@link io.lunabuilder.application.port.ArchiveSource} promises whose transfers can break
 * and go on. Here {@link #put} replaces the archive that was put before, under the same link.
 */
public abstract class ResumableSourceContract extends ArchiveSourceContract {

  @Test
  @DisplayName("goes on in the middle of the version that was opened")
  void goesOn() throws Exception {
    byte[] archive = bytes(300_000);
    try (ArchiveContent first = opened(put(archive));
        ArchiveContent rest = opened(same(first, put(archive)), 100_000)) {
      assertThat(rest.size()).hasValue(archive.length);
      assertThat(rest.stream().readAllBytes())
          .isEqualTo(Arrays.copyOfRange(archive, 100_000, archive.length));
    }
  }

  @Test
  @DisplayName("goes on in the middle of no other version, longer or shorter")
  void goesOnInNoOther() throws Exception {
    ArchiveLink link = put(bytes(300_000));
    try (ArchiveContent first = opened(link)) {
      for (int length : new int[] {300_001, 100_000, 10}) {
        put(bytes(length));
        assertChanged(source().open(same(first, link), 100_000));
      }
    }
  }

  private static Archive same(ArchiveContent opened, ArchiveLink link) {
    return Archive.at(link).withVersion(opened.version().orElseThrow());
  }

  static void assertChanged(Opening opening) {
    assertThat(opening)
        .isInstanceOfSatisfying(
            Opening.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(FailureCode.ARCHIVE_CHANGED));
  }
}
