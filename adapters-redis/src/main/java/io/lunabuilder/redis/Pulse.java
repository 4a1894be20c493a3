package io.lunabuilder.redis;

import io.lunabuilder.application.RepeatedTask;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.time.Duration;

/**
 * Says each second that someone is there. While nobody does, since the server is away, the time of
 * leases stands still: runners that go on meanwhile do not lose their builds by it.
 */
final class Pulse implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Pulse.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Steps steps;
  private final Keyspace keys;
  private final RepeatedTask beat;
  private volatile boolean away;

  Pulse(Steps steps, Keyspace keys) {
    this.steps = steps;
    this.keys = keys;
    this.beat = RepeatedTask.start("redis pulse", PAUSE, this::beat);
  }

  /** Did Redis not answer the last time? */
  boolean isAway() {
    return away;
  }

  private void beat() {
    try {
      steps.run(Script.PULSE, keys.builds());
      if (away) {
        LOG.log(System.Logger.Level.INFO, "Redis answers again");
      }
      away = false;
    } catch (StoreUnavailableException e) {
      if (!away) {
        LOG.log(System.Logger.Level.WARNING, "Redis is away: {0}", e.getMessage());
      }
      away = true;
    }
  }

  @Override
  public void close() {
    beat.close();
  }
}
