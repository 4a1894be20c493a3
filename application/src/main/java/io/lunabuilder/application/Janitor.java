package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Ends builds that waited too long and forgets what is old, in small steps. */
public final class Janitor {
  private static final System.Logger LOG = System.getLogger(Janitor.class.getName());
  private static final int STEP = 100;

  private final BuildStore store;
  private final BuildLog log;
  private final SavedImages images;
  private final ArchiveUploads uploads;
  private final Supplier<Retention> rules;
  private final InstantSource clock;

  /**
   * @param rules that hold now
   */
  public Janitor(
      BuildStore store,
      BuildLog log,
      SavedImages images,
      ArchiveUploads uploads,
      Supplier<Retention> rules,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.images = images;
    this.uploads = uploads;
    this.rules = rules;
    this.clock = clock;
  }

  /** One sweep over everything that is due; a step that fails keeps no other from its work. */
  public void sweep() {
    Instant now = clock.instant();
    Retention retention = rules.get();
    attempt(() -> failOverdue(now, retention));
    attempt(() -> forgetOld(now, retention));
    attempt(() -> forgetLogs(now, retention));
    attempt(() -> uploads.purge(retention.uploadsBefore(now)));
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The janitor stumbled and goes on", e);
    }
  }

  private void failOverdue(Instant now, Retention retention) {
    Failure tooLate =
        Failure.of(
            FailureCode.QUEUE_TIMEOUT,
            BuildStage.QUEUED,
            "the build waited more than " + retention.queueLimit().toMinutes() + " minutes");
    List<BuildJob.Finished> failed;
    do {
      failed = store.failOverdue(now.minus(retention.queueLimit()), tooLate, now, STEP);
      failed.forEach(job ->
          EndOfWaiting.write(
              log, job.id(), "Failed: " + tooLate.code().label() + ": " + tooLate.message()));
    } while (failed.size() == STEP);
  }

  private void forgetOld(Instant now, Retention retention) {
    List<BuildId> forgotten;
    do {
      forgotten = store.purge(now.minus(retention.builds()), STEP);
      forgotten.forEach(id -> {
        log.delete(id);
        images.delete(id);
      });
    } while (forgotten.size() == STEP);
  }

  private void forgetLogs(Instant now, Retention retention) {
    int forgotten;
    do {
      forgotten = log.purge(now.minus(retention.logs()), STEP);
    } while (forgotten == STEP);
  }
}
