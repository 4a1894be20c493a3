package io.lunabuilder.application;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A task that a thread of its own does again and again, a pause apart, until it is closed. A run
 * that fails is told in the log, and the next one comes all the same.
 */
public final class RepeatedTask implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RepeatedTask.class.getName());

  /** What is done again and again. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it once.
     *
     * @throws InterruptedException when it was closed meanwhile
     */
    void run() throws InterruptedException;
  }

  private final Thread thread;

  private RepeatedTask(Thread thread) {
    this.thread = thread;
  }

  /**
   * Does it now, and after each pause.
   *
   * @param name of the thread, which also stands in the log when a run fails
   */
  public static RepeatedTask start(String name, Duration pause, Work work) {
    return start(
        name,
        () -> {
          while (true) {
            attempt(name, work);
            Thread.sleep(pause);
          }
        });
  }

  /**
   * Does it after a pause, and after each later one.
   *
   * @param name of the thread, which also stands in the log when a run fails
   * @param pause asked before each, since it may change
   */
  public static RepeatedTask startLater(String name, Supplier<Duration> pause, Work work) {
    return start(
        name,
        () -> {
          while (true) {
            Thread.sleep(pause.get());
            attempt(name, work);
          }
        });
  }

  private static RepeatedTask start(String name, Work loop) {
    return new RepeatedTask(Thread.ofVirtual().name(name).start(() -> untilClosed(loop)));
  }

  private static void untilClosed(Work loop) {
    try {
      loop.run();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void attempt(String name, Work work) throws InterruptedException {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(System.Logger.Level.WARNING, "The task \"" + name + "\" failed and goes on", e);
    }
  }

  /** Returns when the run that is under way is over. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
