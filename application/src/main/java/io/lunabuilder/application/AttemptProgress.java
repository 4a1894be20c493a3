package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the store's picture of one attempt true, under the attempt's fencing token. */
final class AttemptProgress implements BuildProgress {
  private static final System.Logger LOG = System.getLogger(AttemptProgress.class.getName());

  private final BuildStore store;
  private final long token;
  private final AttemptLog output;
  private final Patience patience;
  private final InstantSource clock;
  private volatile BuildJob.InProgress job;
  private volatile boolean lost;
  private boolean behind;

  AttemptProgress(
      BuildStore store,
      BuildStore.Claim claim,
      AttemptLog output,
      Patience patience,
      InstantSource clock) {
    this.store = store;
    this.token = claim.token();
    this.output = output;
    this.patience = patience;
    this.clock = clock;
    this.job = claim.job();
  }

  /** The attempt as it is, also when the store does not know yet. */
  BuildJob.InProgress job() {
    return job;
  }

  /** Has another runner the build? */
  boolean isLost() {
    return lost;
  }

  /** Another runner has the build: nothing more is written. */
  void abandon() {
    lost = true;
    output.abandon();
  }

  /** A store that does not answer does not hold the build up: it hears of the stage later. */
  @Override
  public synchronized void stage(BuildStage stage) {
    if (stage.compareTo(job.stage()) > 0) {
      job = job.at(stage, clock.instant());
      behind = true;
      catchUp();
    }
  }

  @Override
  public void log(String line) {
    output.printed(line);
  }

  @Override
  public void repeat() {
    output.repeat(job.attempt());
  }

  /** The service's own words about the attempt. */
  void note(String line) {
    output.line(line);
  }

  /** Tells the store what it missed. */
  synchronized void catchUp() {
    if (!behind) {
      return;
    }
    try {
      if (!store.record(job, token)) {
        abandon();
      }
      behind = false;
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, "A stage is recorded later: {0}", e.getMessage());
    }
  }

  /** Writes that the next attempt begins; false when another runner has the build. */
  boolean beginNextAttempt() {
    BuildJob.InProgress next = job.nextAttempt(clock.instant());
    if (!patience.sitOut(() -> store.record(next, token))) {
      return false;
    }
    job = next;
    return true;
  }

  /**
   * Gives the build back once its log is complete, since whoever takes it writes the same log;
   * false when another runner has it.
   */
  boolean handBack(Instant notBefore) {
    return recordLast(job.handBack(notBefore));
  }

  /** Gives the build back as it is: it goes on by itself, until another runner takes it over. */
  boolean release() {
    return recordLast(job.released());
  }

  /** Writes the build's end once its log is complete; false when another runner has the build. */
  boolean finish(BuildOutcome outcome, Instant now) {
    return recordLast(job.finish(outcome, now));
  }

  private boolean recordLast(BuildJob last) {
    output.close();
    synchronized (this) {
      behind = false;
    }
    AtomicBoolean tried = new AtomicBoolean();
    return !lost && patience.sitOut(() -> recordOnce(last, tried.getAndSet(true)));
  }

  /**
   * A try that was not answered may have been done all the same, and with it the token became
   * stale: then the repeat is refused, and what the store holds is what this attempt wrote.
   */
  private boolean recordOnce(BuildJob last, boolean triedBefore) {
    return store.record(last, token)
        || (triedBefore && store.find(last.id()).filter(last::equals).isPresent());
  }
}
