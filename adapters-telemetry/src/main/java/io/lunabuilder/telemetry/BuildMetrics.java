package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Counts builds by how they end, and times what they do. All counters are there from the start,
 * with 0, so that the first failure of a kind is seen as a change.
 */
final class BuildMetrics implements BuildEvents {
  private static final String NONE = "none";
  private static final BuildStatus[] ENDS = {
    BuildStatus.COMPLETED, BuildStatus.ERROR, BuildStatus.CANCELLED
  };
  private static final Duration[] BUCKETS =
      LongStream.of(
              100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
              1_200_000, 1_800_000, 3_600_000, 7_200_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Counter accepted;
  private final Counter completed;
  private final Counter cancelled;
  private final Each<FailureCode, Counter> failed;
  private final Each<Leaving, Counter> left;
  private final Each<BuildStage, Timer> stages;
  private final Each<BuildStatus, Timer> builds;
  private final Map<BuildId, Since> current = new ConcurrentHashMap<>();

  /** The stage in which a build is, and the monotonic time at which it came there. */
  private record Since(BuildStage stage, int attempt, long nanos) {}

  /** A meter for each of several values. */
  private record Each<K, V>(Map<K, V> meters) {
    static <K, V> Each<K, V> of(K[] values, Function<K, V> meter) {
      return new Each<>(
          Arrays.stream(values).collect(Collectors.toUnmodifiableMap(Function.identity(), meter)));
    }

    V get(K value) {
      return Objects.requireNonNull(meters.get(value));
    }
  }

  BuildMetrics(MeterRegistry registry) {
    accepted =
        Counter.builder("luna_builder_builds_accepted")
            .description("Builds that this process put into the queue.")
            .register(registry);
    completed = ends(registry, BuildStatus.COMPLETED, NONE, NONE);
    cancelled = ends(registry, BuildStatus.CANCELLED, NONE, NONE);
    failed =
        Each.of(
            FailureCode.values(),
            code -> ends(registry, BuildStatus.ERROR, code.label(), label(code.fault())));
    left = Each.of(Leaving.values(), how -> leavings(registry, how));
    stages = Each.of(BuildStage.values(), stage -> stage(registry, stage));
    builds = Each.of(ENDS, outcome -> whole(registry, outcome));
  }

  private static Counter ends(
      MeterRegistry registry, BuildStatus outcome, String code, String fault) {
    return Counter.builder("luna_builder_builds")
        .description("Builds that this process ended, by outcome and failure code.")
        .tags("outcome", outcome.label(), "failure_code", code, "fault", fault)
        .register(registry);
  }

  private static Counter leavings(MeterRegistry registry, Leaving how) {
    return Counter.builder("luna_builder_attempts_left")
        .description("Attempts that ended in this process without the end of their build.")
        .tags("how", label(how))
        .register(registry);
  }

  private static Timer stage(MeterRegistry registry, BuildStage stage) {
    return Timer.builder("luna_builder_stage")
        .description("How long builds were in a stage; queued is the wait for the first attempt.")
        .tags("stage", stage.label())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static Timer whole(MeterRegistry registry, BuildStatus outcome) {
    return Timer.builder("luna_builder_build")
        .description("How long builds took from their first attempt to their end.")
        .tags("outcome", outcome.label())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void accepted(BuildJob.Pending job) {
    accepted.increment();
  }

  @Override
  public void claimed(BuildStore.Claim claim) {
    BuildJob.InProgress job = claim.job();
    if (job.attempt() == 1 && !claim.takenOver()) {
      time(
          stages.get(BuildStage.QUEUED),
          Duration.between(job.order().createTime(), job.startTime()));
    }
    current.put(job.id(), now(job));
  }

  @Override
  public void reached(BuildJob.InProgress job) {
    Since before = current.get(job.id());
    if (before != null && (before.stage() != job.stage() || before.attempt() != job.attempt())) {
      endStage(before);
      current.put(job.id(), now(job));
    }
  }

  @Override
  public void left(BuildJob.InProgress job, Leaving how) {
    left.get(how).increment();
    endCurrent(job.id());
  }

  @Override
  public void finished(BuildJob.Finished job) {
    endCurrent(job.id());
    switch (job.outcome()) {
      case BuildOutcome.Failed(Failure failure) -> failed.get(failure.code()).increment();
      case BuildOutcome.Completed done -> completed.increment();
      case BuildOutcome.Cancelled stopped -> cancelled.increment();
    }
    job.started()
        .ifPresent(start -> time(builds.get(job.status()), Duration.between(start, job.endTime())));
  }

  private void endCurrent(BuildId id) {
    Since since = current.remove(id);
    if (since != null) {
      endStage(since);
    }
  }

  /** A build that was handed back is said to be queued until its next attempt does something. */
  private void endStage(Since since) {
    if (since.stage() != BuildStage.QUEUED) {
      time(stages.get(since.stage()), Duration.ofNanos(System.nanoTime() - since.nanos()));
    }
  }

  /** A clock that was set back makes no negative times. */
  private static void time(Timer timer, Duration took) {
    timer.record(took.isNegative() ? Duration.ZERO : took);
  }

  private static Since now(BuildJob.InProgress job) {
    return new Since(job.stage(), job.attempt(), System.nanoTime());
  }
}
