package io.lunabuilder.bootstrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of the process on SIGTERM or Ctrl-C: asked for by the signal, granted once everything is
 * closed, and then with exit code 0.
 */
final class Termination implements AutoCloseable {
  private final Thread hook;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private Termination(Duration patience) {
    hook = Thread.ofPlatform().name("shutdown").unstarted(() -> end(patience));
  }

  /**
   * Listens from now on.
   *
   * @param patience how long closing may take before the process ends anyway
   */
  static Termination listen(Duration patience) {
    Termination termination = new Termination(patience);
    Runtime.getRuntime().addShutdownHook(termination.hook);
    return termination;
  }

  private void end(Duration patience) {
    asked.countDown();
    try {
      boolean clean = closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      Runtime.getRuntime().halt(clean ? 0 : 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the process shall end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Everything is closed: the process may end, by itself or by the signal that it got. */
  @Override
  public void close() {
    closed.countDown();
    if (asked.getCount() > 0) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came at this moment, and the hook finds everything closed.
      }
    }
  }
}
