package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import java.time.Instant;

/** Keeps the store's picture of one attempt true, under the attempt's fencing token. */
final class AttemptProgress implements BuildProgress, AutoCloseable {
  private final BuildStore store;
  private final long token;
  private final AttemptLog output;
  private volatile BuildJob.InProgress job;

  AttemptProgress(BuildStore store, BuildStore.Claim claim, AttemptLog output) {
    this.store = store;
    this.token = claim.token();
    this.output = output;
    this.job = claim.job();
  }

  /** The attempt as it was last recorded. */
  BuildJob.InProgress job() {
    return job;
  }

  @Override
  public synchronized void stage(BuildStage stage) {
    if (stage.compareTo(job.stage()) > 0) {
      record(job.at(stage));
    }
  }

  @Override
  public void log(String line) {
    output.line(line);
  }

  /** Writes the attempt's next state; false when another runner has the build. */
  synchronized boolean record(BuildJob.InProgress next) {
    if (!store.record(next, token)) {
      return false;
    }
    job = next;
    return true;
  }

  /**
   * Writes the build's end, once its log is complete; refused when another runner has the build.
   */
  synchronized void finish(BuildOutcome outcome, Instant now) {
    output.close();
    store.record(job.finish(outcome, now), token);
  }

  @Override
  public void close() {
    output.close();
  }
}
