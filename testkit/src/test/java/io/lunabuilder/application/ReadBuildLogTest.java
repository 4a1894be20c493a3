package io.lunabuilder.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Cancellation;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildLog;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whoever reads a log")
class ReadBuildLogTest {
  private final ManualClock clock = new ManualClock(Builds.NOON);
  private final InMemoryBuildStore store = new InMemoryBuildStore(clock);
  private final InMemoryBuildLog log = new InMemoryBuildLog();
  private final ReadBuildLog useCase = new ReadBuildLog(log, store);
  private final BuildJob.Pending build = Builds.pending("hello:1");

  @ParameterizedTest(name = "gets of the text ''{0}'' as the last {1} lines ''{2}''")
  @CsvSource({
    "a|b|c|, 1, c|",
    "a|b|c|, 2, b|c|",
    "a|b|c|, 3, a|b|c|",
    "a|b|c|, 9, a|b|c|",
    "a|b|c|, 0, ''",
    "a|b|c, 1, c",
    "|, 1, |",
    "'', 5, ''"
  })
  void tail(String text, int lines, String expected) {
    log.append(build.id(), text.replace('|', '\n').getBytes(UTF_8));

    assertThat(new String(useCase.tail(build.id(), lines).bytes(), UTF_8))
        .isEqualTo(expected.replace('|', '\n'));
  }

  @Test
  @DisplayName("can go on after the tail without a gap")
  void goesOnAfterTheTail() {
    log.append(build.id(), "a\nb\n".getBytes(UTF_8));

    assertThat(useCase.tail(build.id(), 1).next()).isEqualTo(useCase.end(build.id()));
  }

  @Test
  @DisplayName("gets the last lines of a log whose middle was dropped")
  void tailBehindAGap() {
    InMemoryBuildLog small = new InMemoryBuildLog(16, 16);
    small.append(build.id(), "head\n".repeat(20).getBytes(UTF_8));
    small.append(build.id(), "one\ntwo\nthree\n".getBytes(UTF_8));

    LogSlice tail = new ReadBuildLog(small, store).tail(build.id(), 2);

    assertThat(new String(tail.bytes(), UTF_8)).isEqualTo("two\nthree\n");
    assertThat(tail.next()).isEqualTo(small.end(build.id()));
  }

  @Test
  @DisplayName("learns that no more comes when the build is cancelled in the queue, or unknown")
  void completeness() {
    store.submit(build, null);
    assertThat(useCase.isComplete(build.id())).isFalse();

    Cancellation cancellation = new CancelBuild(store, log, clock).cancel(build.id());

    assertThat(cancellation).isInstanceOf(Cancellation.Ended.class);
    assertThat(useCase.isComplete(build.id())).isTrue();
    assertThat(log.isSealed(build.id())).isTrue();
    assertThat(useCase.isComplete(Builds.id())).isTrue();
  }
}
