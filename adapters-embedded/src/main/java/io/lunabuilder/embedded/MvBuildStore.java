package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.storekit.ChangeFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds in a file of one process. Each change is a step under one lock; {@link GroupCommit} makes
 * it last.
 */
final class MvBuildStore implements BuildStore {
  private final StoreFile file;
  private final ChangeFeed feed = new ChangeFeed();
  private final GroupCommit commits;
  private final BuildTable builds;
  private final WaitingLine waiting;
  private final RunningBuilds running;
  private final Counter sequences;
  private final Runners runners;

  private MvBuildStore(StoreFile file, InstantSource clock) {
    this.file = file;
    this.commits = new GroupCommit(file, feed::publish);
    this.builds = new BuildTable(file, commits);
    this.waiting = new WaitingLine(file);
    this.running = new RunningBuilds(file);
    this.sequences = new Counter(file, "sequence");
    this.runners =
        new Runners(commits, builds, waiting, running, new Counter(file, "token"), clock);
  }

  /** Opens or creates the store in {@code folder}; see {@link StoreFile#open}. */
  static MvBuildStore open(Path folder, InstantSource clock) {
    MvBuildStore store = new MvBuildStore(StoreFile.open(folder), clock);
    store.commits.start();
    return store;
  }

  @Override
  public Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    return commits.change(batch -> {
      Optional<StoredBuild> known =
          builds.current(build.id()).or(() -> key == null ? Optional.empty() : builds.withKey(key));
      if (known.isPresent()) {
        return new Submission.Known(known.get().job());
      }
      if (waiting.size() >= mostWaiting) {
        return new Submission.Full();
      }
      long sequence = sequences.next();
      builds.put(new StoredBuild(sequence, key, build), batch);
      waiting.add(sequence, build.id(), null);
      runners.wake();
      return new Submission.Accepted(build);
    });
  }

  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    return runners.awaitWork(atMost);
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    return commits.change(batch -> runners.claim(runner, lease, now, batch));
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    return runners.renew(id, token, lease);
  }

  @Override
  public boolean record(BuildJob next, long token) {
    return commits.change(batch -> runners.record(next, token, batch));
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    return commits.change(batch ->
        builds
            .current(id)
            .<Cancellation>map(build -> cancel(build, now, batch))
            .orElseGet(Cancellation.Unknown::new));
  }

  private Cancellation cancel(StoredBuild build, Instant now, Batch batch) {
    return switch (build.job()) {
      case BuildJob.Finished over -> new Cancellation.AlreadyFinished(over);
      case BuildJob.Pending pending ->
          new Cancellation.Ended(
              endWaiting(build, pending.finish(new BuildOutcome.Cancelled(), now), batch));
      case BuildJob.InProgress started when started.cancelRequested() ->
          new Cancellation.Requested(started);
      case BuildJob.InProgress started ->
          new Cancellation.Requested(runners.askToStop(build, started, batch));
    };
  }

  private BuildJob.Finished endWaiting(StoredBuild build, BuildJob.Finished end, Batch batch) {
    waiting.remove(build.sequence());
    builds.put(build.with(end), batch);
    return end;
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    return commits.change(batch -> {
      List<BuildJob.Finished> ended = new ArrayList<>();
      for (StoredBuild build : builds.pendingSince(acceptedBefore, waiting, atMost)) {
        if (build.job() instanceof BuildJob.Pending pending) {
          var end = pending.finish(new BuildOutcome.Failed(why), now);
          ended.add(endWaiting(build, end, batch));
        }
      }
      return ended;
    });
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    commits.checkUsable();
    return builds.durable(id.toString()).map(StoredBuild::job);
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is under 1");
    }
    commits.checkUsable();
    List<BuildJob> found = new ArrayList<>();
    String id = builds.olderThan(olderThan == null ? null : olderThan.toString());
    while (id != null && found.size() <= limit) {
      builds.durable(id).map(StoredBuild::job).filter(filter::accepts).ifPresent(found::add);
      id = builds.olderThan(id);
    }
    boolean more = found.size() > limit;
    return new BuildPage(more ? found.subList(0, limit) : found, more);
  }

  @Override
  public OptionalLong position(BuildId id) {
    commits.checkUsable();
    Optional<StoredBuild> build = builds.durable(id.toString()).filter(MvBuildStore::waits);
    return build.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            waiting.place(build.get().sequence()) + running.leftBefore(build.get().sequence()) + 1);
  }

  @Override
  public long waiting() {
    commits.checkUsable();
    return waiting.size();
  }

  private static boolean waits(StoredBuild build) {
    return switch (build.job()) {
      case BuildJob.Pending pending -> true;
      case BuildJob.InProgress started -> started.lease() == null;
      case BuildJob.Finished over -> false;
    };
  }

  @Override
  public Deletion delete(BuildId id) {
    return commits.change(batch -> {
      Optional<StoredBuild> build = builds.current(id);
      if (build.isEmpty()) {
        return Deletion.UNKNOWN;
      }
      if (!(build.get().job() instanceof BuildJob.Finished over)) {
        return Deletion.NOT_FINISHED;
      }
      builds.remove(build.get(), over, batch);
      return Deletion.DELETED;
    });
  }

  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    return commits.change(batch -> {
      List<BuildId> ended = builds.endedBefore(endedBefore, atMost);
      for (BuildId id : ended) {
        StoredBuild build = builds.current(id).orElseThrow();
        builds.remove(build, (BuildJob.Finished) build.job(), batch);
      }
      return ended;
    });
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    return feed.subscribe(observer);
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return feed.subscribe(build, observer);
  }

  @Override
  public void close() {
    commits.close();
    runners.close();
    feed.close();
    file.close();
  }
}
