package io.lunabuilder.testkit.model;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore.Cancellation;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Deletion;
import io.lunabuilder.application.port.BuildStore.Renewal;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a store must answer to one caller after the other: builds in the order in which they were
 * accepted, and nothing else. A lease of no time is over at once, any other lasts.
 */
final class StoreModel {
  private final Map<BuildId, ModelBuild> builds = new LinkedHashMap<>();

  Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    Optional<ModelBuild> known =
        at(build.id()).or(() -> first(other -> key != null && key.equals(other.key)));
    if (known.isPresent()) {
      return new Submission.Known(known.get().job);
    }
    if (waiting() >= mostWaiting) {
      return new Submission.Full();
    }
    builds.put(build.id(), new ModelBuild(build, key));
    return new Submission.Accepted(build);
  }

  /** Is there anything that waits, or whose lease is over? */
  boolean hasWork() {
    return first(build -> build.waits() || build.left).isPresent();
  }

  /**
   * The claim that a runner gets.
   *
   * @param lease names the runner, with the token that the store gave
   */
  Optional<Claim> claim(Lease lease, Duration duration, Instant now) {
    return first(build -> build.isClaimable(now))
        .map(build -> {
          BuildJob.InProgress job =
              switch (build.job) {
                case BuildJob.Pending pending -> pending.claimedBy(lease, now);
                case BuildJob.InProgress started -> started.claimedBy(lease);
                case BuildJob.Finished over -> throw new IllegalStateException(over + " waits");
              };
          boolean takenOver = build.left;
          build.job = job;
          build.left = duration.isZero();
          return new Claim(job, takenOver);
        });
  }

  Renewal renew(BuildId id, long token, Duration duration) {
    Optional<ModelBuild> held = heldWith(id, token);
    held.ifPresent(build -> build.left = duration.isZero());
    return held.map(build -> build.isAskedToStop() ? Renewal.HELD_CANCEL_REQUESTED : Renewal.HELD)
        .orElse(Renewal.LOST);
  }

  boolean record(BuildJob next, long token) {
    Optional<ModelBuild> held = heldWith(next.id(), token);
    held.ifPresent(build -> {
      build.left = build.left && next instanceof BuildJob.InProgress same && same.lease() != null;
      build.job =
          next instanceof BuildJob.InProgress started && build.isAskedToStop()
              ? started.askedToStop()
              : next;
    });
    return held.isPresent();
  }

  Cancellation requestCancel(BuildId id, Instant now) {
    return at(id).map(build -> cancel(build, now)).orElseGet(Cancellation.Unknown::new);
  }

  private static Cancellation cancel(ModelBuild build, Instant now) {
    return switch (build.job) {
      case BuildJob.Pending pending -> {
        BuildJob.Finished over = pending.finish(new BuildOutcome.Cancelled(), now);
        build.job = over;
        yield new Cancellation.Ended(over);
      }
      case BuildJob.InProgress started -> {
        BuildJob.InProgress asked = started.askedToStop();
        build.job = asked;
        yield new Cancellation.Requested(asked);
      }
      case BuildJob.Finished over -> new Cancellation.AlreadyFinished(over);
    };
  }

  List<BuildJob.Finished> failOverdue(Instant before, Failure why, Instant now, int atMost) {
    List<BuildJob.Finished> ended = new ArrayList<>();
    for (ModelBuild build : builds.values()) {
      if (ended.size() < atMost
          && build.job instanceof BuildJob.Pending pending
          && pending.order().createTime().isBefore(before)) {
        BuildJob.Finished over = pending.finish(new BuildOutcome.Failed(why), now);
        build.job = over;
        ended.add(over);
      }
    }
    return ended;
  }

  Optional<BuildJob> find(BuildId id) {
    return at(id).map(build -> build.job);
  }

  BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    List<BuildJob> found =
        builds.values().stream()
            .map(build -> build.job)
            .filter(filter::accepts)
            .filter(job -> olderThan == null || job.id().compareTo(olderThan) < 0)
            .sorted(Comparator.comparing(BuildJob::id).reversed())
            .toList();
    return new BuildPage(found.stream().limit(limit).toList(), found.size() > limit);
  }

  long waiting() {
    return builds.values().stream().filter(ModelBuild::waits).count();
  }

  OptionalLong position(BuildId id) {
    if (at(id).filter(ModelBuild::waits).isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        1
            + builds.values().stream()
                .takeWhile(build -> !build.job.id().equals(id))
                .filter(build -> build.waits() || build.left)
                .count());
  }

  Deletion delete(BuildId id) {
    return at(id)
        .map(build -> {
          boolean over = build.job instanceof BuildJob.Finished;
          if (over) {
            forget(id);
          }
          return over ? Deletion.DELETED : Deletion.NOT_FINISHED;
        })
        .orElse(Deletion.UNKNOWN);
  }

  /** Those that a purge may forget, in no order. */
  List<BuildId> endedBefore(Instant time) {
    return builds.values().stream()
        .map(build -> build.job)
        .filter(job -> job instanceof BuildJob.Finished over && over.endTime().isBefore(time))
        .map(BuildJob::id)
        .toList();
  }

  void forget(BuildId id) {
    builds.remove(id);
  }

  private Optional<ModelBuild> heldWith(BuildId id, long token) {
    return at(id).filter(build -> build.isHeldWith(token));
  }

  private Optional<ModelBuild> at(BuildId id) {
    return Optional.ofNullable(builds.get(id));
  }

  private Optional<ModelBuild> first(Predicate<ModelBuild> condition) {
    return builds.values().stream().filter(condition).findFirst();
  }
}
