package io.lunabuilder.application;

import io.lunabuilder.application.port.RunningBuild;

/** Waits for builds that were told to stop, however impatient the own thread is. */
final class StoppingBuild {
  private StoppingBuild() {}

  /** Waits even when the thread is interrupted, and keeps the interrupt for later. */
  static void awaitQuietly(RunningBuild running) {
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        running.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
