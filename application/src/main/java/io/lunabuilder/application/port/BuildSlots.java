package io.lunabuilder.application.port;

/** How many builds may run at once here. */
public interface BuildSlots {

  /** Waits for a free place. */
  Slot acquire() throws InterruptedException;

  /** A place that is taken until it is closed. */
  @FunctionalInterface
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }
}
