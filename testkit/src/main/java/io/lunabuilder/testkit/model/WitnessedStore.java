package io.lunabuilder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls of many threads on to a store, and remembers what it told them, which must fit
 * together in whatever order it happened.
 */
final class WitnessedStore implements BuildStore {
  private final BuildStore store;
  private final Map<BuildId, Fate> fates = new ConcurrentHashMap<>();
  private final Set<Long> tokens = ConcurrentHashMap.newKeySet();

  WitnessedStore(BuildStore store) {
    this.store = store;
  }

  private Fate fate(BuildId id) {
    return fates.computeIfAbsent(id, _ -> new Fate());
  }

  /**
   * Once nothing is left to do: every build that was accepted ended, once, as somebody was told,
   * and is there unless somebody was told that it is forgotten.
   */
  void checkFates() {
    fates.forEach((id, fate) -> {
      int accepted = fate.acceptances.get();
      int kept = accepted - fate.removals.get();
      assertThat(fate.ends).as("%s ends once: %s", id, fate).hasSize(accepted);
      assertThat(kept).as("%s is forgotten once at most: %s", id, fate).isBetween(0, 1);
      Optional<BuildJob> found = store.find(id);
      assertThat(found.isPresent()).as("%s is there: %s", id, fate).isEqualTo(kept == 1);
      found.ifPresent(
          job -> assertThat(fate.ends).as("its end is one that was told").contains(job));
    });
  }

  @Override
  public Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    Submission submission = store.submit(build, key, mostWaiting);
    if (submission instanceof Submission.Accepted) {
      fate(build.id()).acceptances.incrementAndGet();
    }
    return submission;
  }

  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    return store.awaitWork(atMost);
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    Optional<Claim> claim = store.claim(runner, lease, now);
    claim.ifPresent(taken -> {
      assertThat(tokens.add(taken.token())).as("token %s is new", taken.token()).isTrue();
      fate(taken.job().id()).newestToken.accumulateAndGet(taken.token(), Math::max);
    });
    return claim;
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    long newest = fate(id).newestToken.get();
    Renewal renewal = store.renew(id, token, lease);
    if (newest > token) {
      assertThat(renewal).as("%s with stale token %s", id, token).isEqualTo(Renewal.LOST);
    }
    return renewal;
  }

  @Override
  public boolean record(BuildJob next, long token) {
    Fate fate = fate(next.id());
    long newest = fate.newestToken.get();
    boolean written = store.record(next, token);
    if (newest > token) {
      assertThat(written).as("%s is written with stale token %s", next, token).isFalse();
    }
    if (written && next instanceof BuildJob.Finished) {
      fate.ends.add(next);
    }
    return written;
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    Cancellation cancellation = store.requestCancel(id, now);
    if (cancellation instanceof Cancellation.Ended(BuildJob.Finished over)) {
      fate(id).ends.add(over);
    }
    return cancellation;
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    List<BuildJob.Finished> ended = store.failOverdue(acceptedBefore, why, now, atMost);
    ended.forEach(over -> fate(over.id()).ends.add(over));
    return ended;
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    return store.find(id);
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    return store.list(filter, limit, olderThan);
  }

  @Override
  public long waiting() {
    return store.waiting();
  }

  @Override
  public OptionalLong position(BuildId id) {
    return store.position(id);
  }

  @Override
  public Deletion delete(BuildId id) {
    Deletion deletion = store.delete(id);
    if (deletion == Deletion.DELETED) {
      fate(id).removals.incrementAndGet();
    }
    return deletion;
  }

  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    List<BuildId> purged = store.purge(endedBefore, atMost);
    purged.forEach(id -> fate(id).removals.incrementAndGet());
    return purged;
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    return store.watch(observer);
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    return store.watch(build, observer);
  }

  /** The store is closed by who opened it. */
  @Override
  public void close() {}
}
