package io.lunabuilder.application;

import io.lunabuilder.application.port.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long one attempt sits out an outage of the store or the log: as long as it lasts, but only a
 * moment once the service stops.
 */
final class Patience {
  private static final System.Logger LOG = System.getLogger(Patience.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int LAST_TRIES = 4;

  private volatile boolean over;

  /** The service stops. */
  void end() {
    over = true;
  }

  /**
   * Repeats {@code step} until it is answered. An interrupt means that the service stops, and is
   * kept.
   *
   * @throws StoreUnavailableException when patience is over and it was not
   */
  <T> T sitOut(Supplier<T> step) {
    Duration pause = FIRST_PAUSE;
    int triesLeft = LAST_TRIES;
    while (true) {
      try {
        return step.get();
      } catch (StoreUnavailableException e) {
        if (over && --triesLeft == 0) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "Tried again soon: {0}", e.getMessage());
      }
      sleep(pause);
      pause = over ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private void sleep(Duration pause) {
    boolean interrupted = Thread.interrupted();
    over |= interrupted;
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      over = true;
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
