package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.FailureCode;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What an {@link io.lunabuilder.application.port.ArchiveSource} promises that looks at an archive
 * when its build is submitted.
 */
public abstract class PinningSourceContract extends ResumableSourceContract {

  @Test
  @DisplayName("opens the version that it saw when it was asked, and no other")
  void pins() throws Exception {
    ArchiveLink link = put(bytes(1_000));
    Archive pinned = Archive.at(link).withVersion(seen(link));

    opened(pinned, 0).close();
    put(bytes(1_001));

    assertChanged(source().open(pinned));
  }

  @Test
  @DisplayName("says at once that there is no archive")
  void missesAtOnce() throws Exception {
    assertThat(source().probe(absent()))
        .isInstanceOfSatisfying(
            Probe.Wrong.class,
            wrong -> assertThat(wrong.problem().code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND));
  }

  private ArchiveVersion seen(ArchiveLink link) throws Exception {
    assertThat(source().probe(link)).isInstanceOf(Probe.Fine.class);
    return Objects.requireNonNull(((Probe.Fine) source().probe(link)).version());
  }
}
