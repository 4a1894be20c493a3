package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The id of a build")
class BuildIdTest {

  @Test
  @DisplayName("is read from its own text")
  void read() {
    BuildId id = new BuildId(UUID.fromString("01a20a65-f735-7000-b045-148f7e0a0a2b"));

    assertThat(BuildId.parse(id.toString())).contains(id);
  }

  @Test
  @DisplayName("tells when it was made, where it has the time in it")
  void time() {
    BuildId id = new BuildId(UUID.fromString("01a20a65-f735-7000-b045-148f7e0a0a2b"));
    Instant made = Instant.ofEpochMilli(0x01a20a65f735L);

    assertThat(id.mayBeBefore(made)).isFalse();
    assertThat(id.mayBeBefore(made.plusMillis(1))).isTrue();
    assertThat(new BuildId(UUID.randomUUID()).mayBeBefore(Instant.EPOCH)).isTrue();
  }

  @ParameterizedTest(name = "is not \"{0}\"")
  @ValueSource(
      strings = {
        "",
        "1-2-3-4-5",
        "01A20A65-F735-7000-B045-148F7E0A0A2B",
        "01a20a65f7357000b045148f7e0a0a2b",
        "01a20a65-f735-7000-b045-148f7e0a0a2b0",
        "101a20a65-f735-7000-b045-148f7e0a0a2b",
        "01a20a65-f735-7000-b045-148f7e0a0a2g"
      })
  void refused(String text) {
    assertThat(BuildId.parse(text)).isEmpty();
  }
}
