package io.lunabuilder.application.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.Builds;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The thread of an attempt")
class AttemptThreadTest {
  private static final BuilderResult FAILED =
      new BuilderResult.Failed(Builds.failure(FailureCode.OUT_OF_DISK));
  private static final BuilderResult STOPPED = new BuilderResult.Stopped();

  private final CountDownLatch clearedUp = new CountDownLatch(1);

  @Test
  @DisplayName("tells how the work ended")
  void ends() throws Exception {
    AttemptThread thread = new AttemptThread("attempt", () -> FAILED);
    thread.start();

    assertThat(thread.await()).isEqualTo(FAILED);
    thread.join();
  }

  @Test
  @DisplayName("tells an end that came before the clearing up, which is waited for apart")
  void endsEarly() throws Exception {
    AttemptThread thread =
        new AttemptThread(
            "attempt",
            () -> {
              clearedUp.await();
              return STOPPED;
            });
    thread.start();
    thread.end(FAILED);

    assertThat(thread.await()).isEqualTo(FAILED);
    clearedUp.countDown();
    thread.join();
    assertThat(thread.await()).isEqualTo(FAILED);
  }

  @Test
  @DisplayName("takes an interrupt of the work for a stop")
  void stops() throws Exception {
    AttemptThread thread =
        new AttemptThread(
            "attempt",
            () -> {
              clearedUp.await();
              return FAILED;
            });
    thread.start();
    thread.interrupt();

    assertThat(thread.await()).isEqualTo(STOPPED);
  }

  @Test
  @DisplayName("tells whoever waits when the work broke off")
  void breaks() {
    AttemptThread thread =
        new AttemptThread(
            "attempt",
            () -> {
              throw new IllegalArgumentException("a bug");
            });
    thread.start();

    assertThatThrownBy(thread::await).hasRootCauseMessage("a bug");
  }

  @Test
  @DisplayName("is waited for also by who was interrupted, which is not lost")
  void joins() {
    AttemptThread thread =
        new AttemptThread(
            "attempt",
            () -> {
              clearedUp.await();
              return FAILED;
            });
    thread.start();
    Thread.currentThread().interrupt();
    clearedUp.countDown();

    thread.join();

    assertThat(Thread.interrupted()).isTrue();
  }
}
