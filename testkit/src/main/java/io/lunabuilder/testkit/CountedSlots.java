package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildSlots;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A number of places inside this process. */
public final class CountedSlots implements BuildSlots {
  private final Semaphore free;

  /** So many builds may run at once. */
  public CountedSlots(int places) {
    free = new Semaphore(places, true);
  }

  /** How many more builds may run now. */
  public int free() {
    return free.availablePermits();
  }

  @Override
  public Slot acquire() throws InterruptedException {
    free.acquire();
    AtomicBoolean taken = new AtomicBoolean(true);
    return () -> {
      if (taken.compareAndSet(true, false)) {
        free.release();
      }
    };
  }
}
