package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.Readiness;
import io.lunabuilder.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look at the parts of the service")
class CheckupTest {
  private static final Duration VALIDITY = Duration.ofSeconds(30);

  @Test
  @DisplayName("finds all of them ready when they are")
  void ready() {
    Readiness readiness =
        new Checkup(Optional::empty, List::of, () -> Checkup.LEAST_BYTES, Optional::empty).get();

    assertThat(readiness.isReady()).isTrue();
    assertThat(readiness.parts())
        .extracting(Readiness.Part::name)
        .containsExactly("store", "builder", "disk", "registry");
  }

  @Test
  @DisplayName("names each that is not, and why")
  void notReady() {
    Readiness readiness =
        new Checkup(
                () -> Optional.of("Redis does not answer"),
                () -> List.of("it lacks one right", "it lacks another"),
                () -> (5L << 20) + 1,
                () -> Optional.of("the registry is away"))
            .get();

    assertThat(readiness.parts())
        .extracting(Readiness.Part::problem)
        .containsExactly(
            "Redis does not answer",
            "it lacks one right; it lacks another",
            "the data folder has 5 MiB left, which is less than 64 MiB: free some space",
            "the registry is away");
    assertThat(readiness.isReady()).isFalse();
  }

  @Test
  @DisplayName("finds the service ready while only the registry is away, and names that")
  void withoutRegistry() {
    Readiness readiness =
        new Checkup(
                Optional::empty,
                List::of,
                () -> Checkup.LEAST_BYTES,
                () -> Optional.of("the registry is away"))
            .get();

    assertThat(readiness.isReady()).isTrue();
    assertThat(readiness.parts()).last().matches(part -> !part.isReady());
  }

  @Test
  @DisplayName("waits for no slow answer: it tells the last one, and asks again beside")
  void rechecked() {
    ManualClock clock = new ManualClock(Instant.EPOCH);
    Queue<Runnable> beside = new ArrayDeque<>();
    AtomicInteger asked = new AtomicInteger();
    Rechecked<String> answer =
        new Rechecked<>(
            "first", () -> "answer " + asked.incrementAndGet(), VALIDITY, clock, beside::add);

    assertThat(answer.get()).isEqualTo("first");
    assertThat(beside).isEmpty();

    clock.advance(VALIDITY);
    assertThat(answer.get()).isEqualTo("first");
    assertThat(answer.get()).isEqualTo("first");
    assertThat(beside).hasSize(1);

    beside.remove().run();
    assertThat(answer.get()).isEqualTo("answer 1");
  }

  @Test
  @DisplayName("keeps the last answer when the question fails")
  void failedQuestion() {
    ManualClock clock = new ManualClock(Instant.EPOCH);
    Rechecked<String> answer =
        new Rechecked<>(
            "first",
            () -> {
              throw new IllegalStateException("no idea");
            },
            VALIDITY,
            clock,
            Runnable::run);
    clock.advance(VALIDITY);

    assertThat(answer.get()).isEqualTo("first");
  }
}
