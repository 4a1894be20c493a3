package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.Interrupts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of the process on SIGTERM or Ctrl-C: asked for by the signal, granted once everything is
 * closed, and then with exit code 0. A second SIGTERM ends it at once.
 */
final class Termination implements AutoCloseable {
  /** What a shell says of a process that SIGTERM ended. */
  private static final int TERMINATED = 143;

  private final Thread hook;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration patience;
  private final Interrupts signals;

  private Termination(Duration patience) {
    this.patience = patience;
    this.hook = Thread.ofPlatform().name("shutdown").unstarted(this::end);
    this.signals = Interrupts.listen("TERM", this::terminate);
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

  /** Each SIGTERM comes in a thread of its own. */
  private synchronized void terminate() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(TERMINATED);
    }
    asked.countDown();
    Thread.ofPlatform().daemon().name("termination").start(this::end);
  }

  private void end() {
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
    boolean told = asked.getCount() == 0;
    closed.countDown();
    if (!told) {
      signals.close();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came at this moment, and the hook finds everything closed.
      }
    }
  }
}
