package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes builds from the queue, one after the other, and runs them. It waits for work first, then
 * for a free place, and claims last, so that a build it cannot run yet stays with whoever can.
 */
public final class BuildRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BuildRunner.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

  private final BuildStore store;
  private final BuildSlots slots;
  private final BuildAttempt attempts;
  private final RunnerSettings settings;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;

  private BuildRunner(
      BuildStore store,
      BuildSlots slots,
      BuildAttempt attempts,
      RunnerSettings settings,
      InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.attempts = attempts;
    this.settings = settings;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("runner " + settings.name()).unstarted(this::work);
  }

  /** Starts a runner; it works until it is closed. */
  public static BuildRunner start(
      BuildStore store,
      BuildSlots slots,
      BuildAttempt attempts,
      RunnerSettings settings,
      InstantSource clock) {
    BuildRunner runner = new BuildRunner(store, slots, attempts, settings, clock);
    runner.thread.start();
    return runner;
  }

  private void work() {
    while (!closed) {
      try {
        if (store.awaitWork(PATIENCE)) {
          runNext();
        }
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
    try (BuildSlots.Slot _ = slots.acquire()) {
      Optional<BuildStore.Claim> claim =
          store.claim(settings.name(), settings.lease(), clock.instant());
      if (claim.isPresent()) {
        attempts.run(claim.get());
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

  /**
   * Takes no more work; the build that runs is ended, and goes on with its next attempt elsewhere.
   */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
