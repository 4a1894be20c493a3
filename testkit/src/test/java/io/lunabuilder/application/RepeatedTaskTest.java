package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A repeated task")
class RepeatedTaskTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  private final BlockingQueue<Integer> runs = new LinkedBlockingQueue<>();

  @Test
  @DisplayName("goes on after a run that failed")
  void goesOn() throws Exception {
    try (RepeatedTask _ =
        RepeatedTask.start(
            "failing",
            SHORT,
            () -> {
              runs.add(1);
              throw new IllegalStateException("this run fails");
            })) {
      assertThat(runs.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(runs.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  @DisplayName("runs at once, or only after the first pause")
  void begins() throws Exception {
    try (RepeatedTask _ = RepeatedTask.startLater("later", () -> NEVER, () -> runs.add(2));
        RepeatedTask _ = RepeatedTask.start("now", NEVER, () -> runs.add(1))) {
      assertThat(runs.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(runs).isEmpty();
  }

  @Test
  @DisplayName("is interrupted when it is closed, which returns when the run is over")
  void closes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean over = new AtomicBoolean();
    RepeatedTask task =
        RepeatedTask.start(
            "waiting",
            SHORT,
            () -> {
              begun.countDown();
              try {
                Thread.sleep(NEVER);
              } finally {
                over.set(true);
              }
            });
    begun.await();

    task.close();

    assertThat(over).isTrue();
  }
}
