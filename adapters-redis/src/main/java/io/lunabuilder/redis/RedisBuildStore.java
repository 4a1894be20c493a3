package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.redis.Steps.Answer;
import io.lunabuilder.storekit.StageTimesText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds in Redis. Each method is one script, which the server runs as one step. */
final class RedisBuildStore implements BuildStore {

  /** Announcements may be lost; who waits looks by himself after so long. */
  private static final Duration LONGEST_TRUST = Duration.ofSeconds(1);

  private final Steps steps;
  private final Keyspace keys;
  private final Announcements announcements;
  private final Consumer<BuildId> claimed;
  private final Submissions submissions;
  private final Records records;
  private final InstantSource clock;

  /**
   * @param claimed hears of each build that a runner of this process takes, before the runner does
   * @param clock says when a build that was handed back is due
   */
  RedisBuildStore(
      Steps steps,
      Keyspace keys,
      Announcements announcements,
      Consumer<BuildId> claimed,
      InstantSource clock) {
    this.steps = steps;
    this.keys = keys;
    this.announcements = announcements;
    this.claimed = claimed;
    this.submissions = new Submissions(steps, keys);
    this.records = new Records(steps, keys);
    this.clock = clock;
  }

  private Answer run(Script script, Object... arguments) {
    return steps.run(script, keys.builds(), arguments);
  }

  @Override
  public Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    return submissions.submit(build, key, mostWaiting);
  }

  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      long seen = announcements.work().count();
      Answer answer = run(Script.AWAIT, clock.millis());
      Duration untilWork = answer.isEmpty() ? LONGEST_TRUST : Duration.ofMillis(answer.number(0));
      if (untilWork.isZero()) {
        return true;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (!left.isPositive()) {
        return false;
      }
      announcements.work().await(seen, shortest(untilWork, shortest(left, LONGEST_TRUST)));
    }
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    Answer answer =
        run(
            Script.CLAIM,
            runner,
            lease.toMillis(),
            now.toEpochMilli(),
            now,
            BuildStage.STAGING.name(),
            StageTimesText.of(StageTimes.from(BuildStage.STAGING, now)));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    BuildJob.InProgress job = (BuildJob.InProgress) job(answer, 0);
    claimed.accept(job.id());
    return Optional.of(new Claim(job, answer.text(2).equals("1")));
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    return Renewal.valueOf(run(Script.RENEW, id, token, lease.toMillis()).text(0));
  }

  @Override
  public boolean record(BuildJob next, long token) {
    return records.write(next, token);
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    Answer found =
        run(
            Script.CANCEL,
            id,
            now,
            now.toEpochMilli(),
            BuildText.ending(new BuildOutcome.Cancelled()));
    if (found.isEmpty()) {
      return new Cancellation.Unknown();
    }
    BuildJob job = BuildText.job(id, found.bytes(1));
    return switch (job) {
      case BuildJob.InProgress running -> new Cancellation.Requested(running);
      case BuildJob.Finished over when found.text(0).equals("PENDING") ->
          new Cancellation.Ended(over);
      case BuildJob.Finished over -> new Cancellation.AlreadyFinished(over);
      case BuildJob.Pending pending ->
          throw new IllegalStateException("build " + id + " waits though it was cancelled");
    };
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    Answer ended =
        run(
            Script.OVERDUE,
            acceptedBefore.toEpochMilli(),
            now,
            now.toEpochMilli(),
            BuildText.ending(new BuildOutcome.Failed(why)),
            atMost);
    return jobs(ended).stream().map(BuildJob.Finished.class::cast).toList();
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    byte[] text = steps.value(keys.build(id));
    return text == null ? Optional.empty() : Optional.of(BuildText.job(id, text));
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is under 1");
    }
    return new FilteredPages(steps, keys).page(filter, limit, olderThan);
  }

  @Override
  public OptionalLong position(BuildId id) {
    Answer place = run(Script.POSITION, id);
    return place.isEmpty() ? OptionalLong.empty() : OptionalLong.of(place.number(0));
  }

  @Override
  public long waiting() {
    return run(Script.WAITING).number(0);
  }

  @Override
  public Deletion delete(BuildId id) {
    return Deletion.valueOf(run(Script.DELETE, id).text(0));
  }

  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    Answer ids = run(Script.PURGE, endedBefore.toEpochMilli(), atMost);
    List<BuildId> forgotten = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      forgotten.add(BuildId.parse(ids.text(i)).orElseThrow());
    }
    return forgotten;
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    return announcements.watch(feed -> feed.subscribe(observer));
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return announcements.watch(feed -> feed.subscribe(build, observer));
  }

  /** The connection is closed by {@link RedisStore}. */
  @Override
  public void close() {
    submissions.close();
  }

  /** The builds of an answer that has pairs of id and text. */
  static List<BuildJob> jobs(Answer answer) {
    List<BuildJob> jobs = new ArrayList<>();
    for (int i = 0; i < answer.size(); i += 2) {
      jobs.add(job(answer, i));
    }
    return jobs;
  }

  /** The build whose id and text are at {@code index} and behind it. */
  static BuildJob job(Answer answer, int index) {
    return BuildText.job(BuildId.parse(answer.text(index)).orElseThrow(), answer.bytes(index + 1));
  }
}
