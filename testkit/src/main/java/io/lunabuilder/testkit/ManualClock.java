package io.lunabuilder.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements InstantSource {
  private Instant now;

  /** A clock that shows {@code now}. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves on, or back when {@code by} is negative. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
