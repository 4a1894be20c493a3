package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about many callers at once. */
abstract class SharingRules extends StoreRules {
  private static final int THREADS = 16;
  private static final int EACH = 10;

  @Test
  @DisplayName("no build is lost and none is claimed twice")
  void claimsEachBuildOnce() throws Exception {
    List<BuildId> submitted =
        inParallel(() -> {
          List<BuildId> ids = new ArrayList<>();
          for (int i = 0; i < EACH; i++) {
            ids.add(submitted("hello:" + i).id());
          }
          return ids;
        });

    List<BuildId> claimed = inParallel(this::claimUntilNothingIsLeft);

    assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(submitted);
  }

  private List<BuildId> claimUntilNothingIsLeft() {
    List<BuildId> ids = new ArrayList<>();
    Optional<Claim> claim = store().claim(RUNNER, LEASE, NOW);
    while (claim.isPresent()) {
      ids.add(claim.get().job().id());
      claim = store().claim(RUNNER, LEASE, NOW);
    }
    return ids;
  }

  @Test
  @DisplayName("many submissions with one key give one build")
  void oneKeyGivesOneBuild() throws Exception {
    IdempotencyKey key = new IdempotencyKey("order-66");

    List<Submission> submissions =
        inParallel(() -> List.of(store().submit(Builds.pending("hello:1"), key)));

    assertThat(submissions).filteredOn(Submission.Accepted.class::isInstance).hasSize(1);
    assertThat(submissions)
        .extracting(SharingRules::build)
        .containsOnly(build(submissions.getFirst()));
  }

  private static BuildId build(Submission submission) {
    return switch (submission) {
      case Submission.Accepted(BuildJob.Pending job) -> job.id();
      case Submission.Known(BuildJob job) -> job.id();
      case Submission.Full() -> throw new AssertionError("the queue is full");
    };
  }

  @Test
  @DisplayName("many submissions at once fill the queue, and do not overfill it")
  void bound() throws Exception {
    // Threads that take turns would not meet at a multiple of their number.
    int most = THREADS * EACH / 2 + THREADS / 2;

    List<Submission> submissions =
        inParallel(() -> {
          List<Submission> mine = new ArrayList<>();
          for (int i = 0; i < EACH; i++) {
            mine.add(store().submit(Builds.pending("hello:" + i), null, most));
          }
          return mine;
        });

    assertThat(submissions).filteredOn(Submission.Accepted.class::isInstance).hasSize(most);
    assertThat(submissions)
        .filteredOn(new Submission.Full()::equals)
        .hasSize(THREADS * EACH - most);
    assertThat(store().waiting()).isEqualTo(most);
  }

  @Test
  @DisplayName("of many ends that are recorded under one token one counts")
  void oneEndCounts() throws Exception {
    submitted("hello:1");
    Claim claim = claimed();
    BuildJob.Finished over = claim.job().finish(Builds.completed("hello:1"), NOW);

    List<Boolean> recorded = inParallel(() -> List.of(store().record(over, claim.token())));

    assertThat(recorded).filteredOn(done -> done).hasSize(1);
  }

  private static <T> List<T> inParallel(Callable<List<T>> work) throws Exception {
    List<Background<List<T>>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(Background.run(work));
    }
    List<T> results = new ArrayList<>();
    for (Background<List<T>> one : all) {
      results.addAll(one.result());
    }
    return results;
  }
}
