package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Takes builds from the queue, one after the other, and runs them. It waits for work first, then
 * for a free place, and claims last, so that a build it cannot run yet stays with whoever can. Of
 * the runners of a process only one waits at a time: a build that a thousand of them saw coming
 * would be claimed by one, and refused to the others.
 */
public final class BuildRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BuildRunner.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

  private final BuildStore store;
  private final BuildSlots slots;
  private final Supplier<BuildAttempt> attempts;
  private final RunnerSettings settings;
  private final InstantSource clock;
  private final Lock turn;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean running;

  private BuildRunner(
      BuildStore store,
      BuildSlots slots,
      Supplier<BuildAttempt> attempts,
      RunnerSettings settings,
      InstantSource clock,
      Lock turn) {
    this.store = store;
    this.slots = slots;
    this.attempts = attempts;
    this.settings = settings;
    this.clock = clock;
    this.turn = turn;
    this.thread = Thread.ofVirtual().name("runner " + settings.name()).unstarted(this::work);
  }

  /**
   * Starts a runner; it works until it is closed.
   *
   * @param attempts gives what runs a build that was just claimed
   * @param turn the same for all runners of a process
   */
  public static BuildRunner start(
      BuildStore store,
      BuildSlots slots,
      Supplier<BuildAttempt> attempts,
      RunnerSettings settings,
      InstantSource clock,
      Lock turn) {
    BuildRunner runner = new BuildRunner(store, slots, attempts, settings, clock, turn);
    runner.thread.start();
    return runner;
  }

  private void work() {
    while (!closed) {
      try {
        runNext();
      } catch (InterruptedException e) {
        return;
      } catch (StoreUnavailableException e) {
        LOG.log(System.Logger.Level.WARNING, "The store does not answer: {0}", e.getMessage());
        rest();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "A runner stumbled and goes on", e);
        rest();
      }
    }
  }

  private void runNext() throws InterruptedException {
    Optional<Taken> taken = take();
    if (taken.isPresent()) {
      try (BuildSlots.Slot _ = taken.get().slot()) {
        running = true;
        attempts.get().run(taken.get().claim());
      } finally {
        running = false;
      }
    }
  }

  /** A build, and the place where it may run. */
  private record Taken(BuildSlots.Slot slot, BuildStore.Claim claim) {}

  /** Empty when there was nothing to do for a while, or another process was faster. */
  private Optional<Taken> take() throws InterruptedException {
    turn.lockInterruptibly();
    try {
      return takeWhenThere();
    } finally {
      turn.unlock();
    }
  }

  /** While the store is away, too, only one runner asks for it, and says so once. */
  private Optional<Taken> takeWhenThere() throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        return store.awaitWork(PATIENCE) ? claim(slots.acquire()) : Optional.empty();
      } catch (StoreUnavailableException e) {
        if (!told) {
          LOG.log(System.Logger.Level.WARNING, "The store does not answer: {0}", e.getMessage());
          told = true;
        }
        Thread.sleep(PAUSE_AFTER_TROUBLE);
      }
    }
  }

  private Optional<Taken> claim(BuildSlots.Slot slot) {
    boolean taken = false;
    try {
      Optional<Taken> claimed =
          store
              .claim(settings.name(), settings.lease(), clock.instant())
              .map(claim -> new Taken(slot, claim));
      taken = claimed.isPresent();
      return claimed;
    } finally {
      if (!taken) {
        slot.close();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(PAUSE_AFTER_TROUBLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more work; the build that runs goes on. */
  public void retire() {
    closed = true;
    if (!running) {
      thread.interrupt();
    }
  }

  /** Waits for the end of the last build, not longer than {@code patience}. */
  public void awaitEnd(Duration patience) {
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more work, and tells the build that runs to end; waits for nothing. */
  public void stop() {
    closed = true;
    thread.interrupt();
  }

  /**
   * Takes no more work; the build that runs is ended, and goes on with its next attempt elsewhere.
   */
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
