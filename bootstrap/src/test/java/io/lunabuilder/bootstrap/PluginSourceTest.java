package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.InMemoryArchives;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source of archives that others wrote")
class PluginSourceTest {
  private static final ArchiveLink LINK = new ArchiveLink("memory:hello?token=sesame");

  @Test
  @DisplayName("keeps no other source from its links when it fails at looking at them")
  void failsAtLinks() {
    ArchiveSource own = new InMemoryArchives();
    ArchiveSources sources = new ArchiveSources(List.of(failing(), own));

    assertThat(sources.find(LINK)).containsSame(own);
    assertThat(sources.examples()).containsExactly("one of broken", own.example());
  }

  @Test
  @DisplayName("that fails, or answers nothing, makes its archive one that cannot be had")
  void fails() throws Exception {
    for (ArchiveSource source : new ArchiveSource[] {failing(), silent()}) {
      assertThat(source.probe(LINK))
          .isInstanceOfSatisfying(
              ArchiveSource.Probe.Wrong.class,
              wrong -> {
                assertThat(wrong.problem().code()).isEqualTo(FailureCode.ARCHIVE_UNREACHABLE);
                assertThat(wrong.problem().message())
                    .contains("the plug-in broken failed")
                    .doesNotContain("sesame");
              });
      assertThat(source.open(Archive.at(LINK))).isInstanceOf(ArchiveSource.Opening.Refused.class);
      assertThat(source.handOff(Archive.at(LINK), Duration.ofHours(1)))
          .isInstanceOf(HandOff.Impossible.class);
    }
  }

  @Test
  @DisplayName("is refused when its plug-in opens none")
  void none() {
    assertThatThrownBy(() -> new PluginSource("broken", nothing(() -> null)))
        .hasMessage("it opens nothing");
  }

  private static ArchiveSource failing() {
    return new PluginSource(
        "broken",
        new Answering(() -> {
          throw new NoClassDefFoundError("com/example/Library sesame");
        }));
  }

  private static ArchiveSource silent() {
    return new PluginSource("broken", new Answering(() -> null));
  }

  /** Plug-ins were not all compiled by whom null is kept out. */
  @SuppressWarnings("NullAway")
  private static <T> T nothing(Supplier<@Nullable T> answer) {
    return answer.get();
  }

  private record Answering(Supplier<@Nullable Object> answer) implements ArchiveSource {
    @Override
    public boolean recognises(ArchiveLink link) {
      return answer.get() != null;
    }

    @Override
    public String example() {
      return (String) nothing(answer);
    }

    @Override
    public Probe probe(ArchiveLink link) {
      return (Probe) nothing(answer);
    }

    @Override
    public Opening open(Archive archive, long offset) {
      return (Opening) nothing(answer);
    }

    @Override
    public HandOff handOff(Archive archive, Duration validity) {
      return (HandOff) nothing(answer);
    }
  }
}
