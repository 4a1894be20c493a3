package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store whose calls are timed (waiting for work is none), and that tells what becomes of builds:
 * all that happens to one goes through its store.
 */
final class ObservedStore implements BuildStore {
  private final BuildStore store;
  private final BuildEvents events;
  private final BuildsInHand inHand;
  private final Operation submit;
  private final Operation claim;
  private final Operation renew;
  private final Operation record;
  private final Operation cancel;
  private final Operation failOverdue;
  private final Operation find;
  private final Operation list;
  private final Operation position;
  private final Operation delete;
  private final Operation purge;

  ObservedStore(BuildStore store, BuildEvents events, BuildsInHand inHand, MeterRegistry registry) {
    this.store = store;
    this.events = events;
    this.inHand = inHand;
    this.submit = Operation.of(registry, "store", "submit");
    this.claim = Operation.of(registry, "store", "claim");
    this.renew = Operation.of(registry, "store", "renew");
    this.record = Operation.of(registry, "store", "record");
    this.cancel = Operation.of(registry, "store", "cancel");
    this.failOverdue = Operation.of(registry, "store", "fail_overdue");
    this.find = Operation.of(registry, "store", "find");
    this.list = Operation.of(registry, "store", "list");
    this.position = Operation.of(registry, "store", "position");
    this.delete = Operation.of(registry, "store", "delete");
    this.purge = Operation.of(registry, "store", "purge");
  }

  @Override
  public Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    Submission submission = submit.time(() -> store.submit(build, key, mostWaiting));
    if (submission instanceof Submission.Accepted(BuildJob.Pending job)) {
      events.accepted(job);
    }
    return submission;
  }

  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    return store.awaitWork(atMost);
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    Optional<Claim> taken = claim.time(() -> store.claim(runner, lease, now));
    taken.ifPresent(inHand::taken);
    return taken;
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    Renewal renewal = renew.time(() -> store.renew(id, token, lease));
    if (renewal == Renewal.LOST) {
      inHand.notRenewed(id, token);
    }
    return renewal;
  }

  @Override
  public boolean record(BuildJob next, long token) {
    boolean done;
    inHand.written(next, token);
    try {
      done = record.time(() -> store.record(next, token));
    } catch (StoreUnavailableException e) {
      inHand.unanswered(next, token);
      throw e;
    }
    if (done) {
      inHand.recorded(next, token);
    } else {
      inHand.refused(next, token, () -> store.find(next.id()).filter(next::equals).isPresent());
    }
    return done;
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    Cancellation cancellation = cancel.time(() -> store.requestCancel(id, now));
    if (cancellation instanceof Cancellation.Ended(BuildJob.Finished job)) {
      events.finished(job);
    }
    return cancellation;
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    List<BuildJob.Finished> failed =
        failOverdue.time(() -> store.failOverdue(acceptedBefore, why, now, atMost));
    failed.forEach(events::finished);
    return failed;
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    return find.time(() -> store.find(id));
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    return list.time(() -> store.list(filter, limit, olderThan));
  }

  @Override
  public OptionalLong position(BuildId id) {
    return position.time(() -> store.position(id));
  }

  @Override
  public long waiting() {
    return store.waiting();
  }

  @Override
  public Deletion delete(BuildId id) {
    return delete.time(() -> store.delete(id));
  }

  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    return purge.time(() -> store.purge(endedBefore, atMost));
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    return store.watch(observer);
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return store.watch(build, observer);
  }

  @Override
  public void close() {
    store.close();
  }
}
