package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildSlots;
import java.util.concurrent.atomic.AtomicInteger;

/** Places of which it is known how many are taken. */
final class CountedSlots implements BuildSlots {
  private final BuildSlots slots;
  private final AtomicInteger taken;

  CountedSlots(BuildSlots slots, AtomicInteger taken) {
    this.slots = slots;
    this.taken = taken;
  }

  @Override
  public Slot acquire() throws InterruptedException {
    Slot slot = slots.acquire();
    taken.incrementAndGet();
    return () -> {
      taken.decrementAndGet();
      slot.close();
    };
  }
}
