package io.lunabuilder.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Something that a test does beside itself. */
public final class Background<T> implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final FutureTask<T> task;
  private final Thread thread;

  private Background(FutureTask<T> task, Thread thread) {
    this.task = task;
    this.thread = thread;
  }

  /** Begins {@code work} in a thread of its own. */
  public static <T> Background<T> run(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    return new Background<>(task, Thread.ofVirtual().name("background").start(task));
  }

  /** Waits for what came of it; fails when it takes two minutes. */
  public T result() throws Exception {
    return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Interrupts it when it is not over. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
