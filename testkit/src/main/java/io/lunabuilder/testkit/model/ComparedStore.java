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
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes each call on to a store and to the model, and fails when their answers differ. */
final class ComparedStore implements BuildStore {
  private static final long NO_TOKEN = 0;

  private final BuildStore store;
  private final StoreModel model = new StoreModel();
  private long lastToken = NO_TOKEN;

  ComparedStore(BuildStore store) {
    this.store = store;
  }

  private static <T> T same(T answer, T expected) {
    assertThat(answer).isEqualTo(expected);
    return answer;
  }

  @Override
  public Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    return same(store.submit(build, key, mostWaiting), model.submit(build, key, mostWaiting));
  }

  /** The answer is that of the store's own clock, for which every build is due. */
  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    return same(store.awaitWork(atMost), model.hasWork());
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    Optional<Claim> claim = store.claim(runner, lease, now);
    long token = claim.map(Claim::token).orElse(NO_TOKEN);
    same(claim, model.claim(new Lease(runner, token), lease, now));
    if (claim.isPresent()) {
      assertThat(token).as("tokens grow").isGreaterThan(lastToken);
      lastToken = token;
    }
    return claim;
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    return same(store.renew(id, token, lease), model.renew(id, token, lease));
  }

  @Override
  public boolean record(BuildJob next, long token) {
    return same(store.record(next, token), model.record(next, token));
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    return same(store.requestCancel(id, now), model.requestCancel(id, now));
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    return same(
        store.failOverdue(acceptedBefore, why, now, atMost),
        model.failOverdue(acceptedBefore, why, now, atMost));
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    return same(store.find(id), model.find(id));
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    return same(store.list(filter, limit, olderThan), model.list(filter, limit, olderThan));
  }

  @Override
  public long waiting() {
    return same(store.waiting(), model.waiting());
  }

  @Override
  public OptionalLong position(BuildId id) {
    return same(store.position(id), model.position(id));
  }

  @Override
  public Deletion delete(BuildId id) {
    return same(store.delete(id), model.delete(id));
  }

  /** Which of the builds that may go go first is the store's matter. */
  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    List<BuildId> old = model.endedBefore(endedBefore);
    List<BuildId> purged = store.purge(endedBefore, atMost);
    assertThat(old).containsAll(purged);
    assertThat(purged).doesNotHaveDuplicates().hasSize(Math.min(atMost, old.size()));
    purged.forEach(model::forget);
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
