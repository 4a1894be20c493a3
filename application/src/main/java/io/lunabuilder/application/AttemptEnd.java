package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The ways in which an attempt can end. Each method writes the end, or nothing when another runner
 * has the build; it sits out an outage of the store, unless the service stops.
 */
final class AttemptEnd {
  private static final System.Logger LOG = System.getLogger(AttemptEnd.class.getName());

  private static final String HANDED_BACK =
      "The service stops; the build goes on with its next attempt.";

  private final BuildLog log;
  private final LogMask mask;
  private final AttemptLog output;
  private final AttemptProgress progress;
  private final RunnerSettings settings;
  private final InstantSource clock;

  AttemptEnd(
      BuildLog log,
      LogMask mask,
      AttemptLog output,
      AttemptProgress progress,
      RunnerSettings settings,
      InstantSource clock) {
    this.log = log;
    this.mask = mask;
    this.output = output;
    this.progress = progress;
    this.settings = settings;
    this.clock = clock;
  }

  /** The image is there. */
  void completed(BuiltImage image) {
    output.line("Image " + image.reference() + " has digest " + image.digest());
    finish(new BuildOutcome.Completed(image));
  }

  /** Nothing of the build runs any more, as someone wished. */
  void cancelled() {
    output.line("Cancelled, as asked for.");
    finish(new BuildOutcome.Cancelled());
  }

  /** The attempt failed; another one follows where that can help. */
  void failed(Failure failure) {
    Failure shown = masked(failure);
    if (failure.code().retryable() && mayTryAgain()) {
      tryAgain(shown);
    } else {
      output.line("Failed: " + shown.code().label() + ": " + shown.message());
      finish(new BuildOutcome.Failed(shown.withLogTail(output.tail())));
    }
  }

  /** The service stops, which is no fault of the build: another attempt follows in any case. */
  void stopped() {
    output.line(HANDED_BACK);
    handBack(Duration.ZERO);
  }

  /** The service was gone in the middle of the last attempt that there is. */
  void interrupted() {
    BuildJob.InProgress job = progress.job();
    String message = "the service stopped during attempt " + job.attempt() + ", which was the last";
    failed(Failure.of(FailureCode.INTERRUPTED, job.stage(), message));
  }

  /** The service stops, and the attempt goes on: another runner shall take it over. */
  void released() {
    if (!progress.release()) {
      lost();
    }
  }

  /** Is {@code line} what the log says where {@code attempt} ended and another followed? */
  static boolean isEndOf(int attempt, String line) {
    return line.startsWith("Attempt " + attempt + " failed (")
        || line.startsWith("Attempt " + attempt + " was interrupted")
        || (attempt > 0 && line.equals(HANDED_BACK));
  }

  /** Another runner has the build: its log and its end are not ours to write. */
  void lost() {
    progress.abandon();
    LOG.log(System.Logger.Level.WARNING, "Build {0} went to another runner", progress.job().id());
  }

  /** May the build be tried once more? */
  boolean mayTryAgain() {
    return progress.job().attempt() < settings.attempts();
  }

  private void tryAgain(Failure failure) {
    int attempt = progress.job().attempt();
    Duration pause = settings.retryDelay().multipliedBy(attempt);
    output.line(
        "Attempt %d failed (%s: %s). Next attempt in %d s."
            .formatted(attempt, failure.code().label(), failure.message(), pause.toSeconds()));
    handBack(pause);
  }

  private void handBack(Duration pause) {
    if (!progress.handBack(clock.instant().plus(pause))) {
      lost();
    }
  }

  private void finish(BuildOutcome outcome) {
    if (progress.finish(outcome, clock.instant())) {
      log.seal(progress.job().id());
    } else {
      lost();
    }
  }

  private Failure masked(Failure failure) {
    return new Failure(
        failure.code(),
        failure.stage(),
        mask.apply(failure.message()),
        failure.exitCode(),
        mask.apply(failure.logTail()));
  }
}
