package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An archive of the corpus that was changed at random")
@Tag("R22")
@Timeout(300)
class MutatedArchivesTest {
  private static final int TRIES = 1_000;

  @Test
  @DisplayName(
      "is unpacked or refused, in the same way however it arrives, and stays in its folder")
  void anything() {
    Mutations mutations = new Mutations(20_261_124, FuzzSeeds.archives());
    for (int number = 0; number < TRIES; number++) {
      byte[] archive = mutations.next();
      assertThatCode(() -> FuzzedUnpacking.check(TarFuzz.sealed(archive)))
          .as("mutation %d", number)
          .doesNotThrowAnyException();
    }
  }
}
