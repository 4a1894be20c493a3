package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ids of builds")
class BuildIdsTest {
  private final ManualClock clock = new ManualClock(Builds.NOON);
  private final BuildIds ids = new BuildIds(clock, new Random(1));

  @Test
  @DisplayName("are UUIDs of version 7 that begin with the time")
  void version7() {
    BuildId id = ids.next();

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(Builds.NOON.toEpochMilli());
  }

  @Test
  @DisplayName("grow while the clock stands, also over more of them than one millisecond can count")
  void growWhileTheClockStands() {
    List<BuildId> made = Stream.generate(ids::next).limit(10_000).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allSatisfy(id -> assertThat(id.value().version()).isEqualTo(7));
  }

  @Test
  @DisplayName("grow when the clock goes back by an hour")
  void growWhenTheClockGoesBack() {
    BuildId before = ids.next();

    clock.advance(Duration.ofHours(-1));

    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  @DisplayName("differ between threads that ask at once")
  void threads() throws Exception {
    Callable<List<BuildId>> thousand = () -> Stream.generate(ids::next).limit(1000).toList();
    List<BuildId> made = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var some : threads.invokeAll(List.of(thousand, thousand, thousand, thousand))) {
        made.addAll(some.get());
      }
    }

    // The counter alone must tell them apart: the random part would hide that two share one.
    assertThat(new HashSet<>(made.stream().map(id -> id.value().getMostSignificantBits()).toList()))
        .hasSize(4000);
  }
}
