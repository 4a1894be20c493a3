package io.lunabuilder.application.plugin;

import io.lunabuilder.application.port.BuilderResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A virtual thread in which an attempt is worked on: what is the same in every {@link
 * io.lunabuilder.application.port.RunningBuild} that has one. Methods may be called from any
 * thread.
 */
public final class AttemptThread {
  private final CompletableFuture<BuilderResult> result = new CompletableFuture<>();
  private final Thread thread;

  /** What is done in the thread, from the beginning of the attempt until nothing of it is left. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @return how the attempt ended
     * @throws InterruptedException when an interrupt ended it, which is a stop
     */
    BuilderResult run() throws InterruptedException;
  }

  /**
   * A thread that is still to be started.
   *
   * @param name for people who look at threads
   */
  public AttemptThread(String name, Work work) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(work));
  }

  private void run(Work work) {
    try {
      end(work.run());
    } catch (InterruptedException e) {
      end(new BuilderResult.Stopped());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Interrupts the work. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Tells how the attempt ended while the work still clears up: an image need not wait for that.
   * The first end counts.
   */
  public void end(BuilderResult ended) {
    result.complete(ended);
  }

  /**
   * Waits for the end of the attempt; an interrupt ends the waiting, not the work.
   *
   * @throws IllegalStateException when the work broke off
   */
  public BuilderResult await() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the build's thread failed", e.getCause());
    }
  }

  /** Waits for the end of the work; an interrupt does not cut that short, and is not lost. */
  public void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
