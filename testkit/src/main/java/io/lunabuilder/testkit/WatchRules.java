package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about observers. */
abstract class WatchRules extends StoreRules {
  private final BlockingQueue<BuildJob> heard = new LinkedBlockingQueue<>();

  @Test
  @DisplayName("each change of a build is heard, in order")
  void hearsEachChange() throws Exception {
    try (Subscription _ = store().watch(heard::add)) {
      BuildJob.Pending build = submitted("hello:1");
      Claim claim = claimed();
      store().record(claim.job().at(BuildStage.BUILDING, NOW), claim.token());
      store().requestCancel(build.id(), NOW);
      BuildJob over = claim.job().at(BuildStage.BUILDING, NOW).finish(Builds.failed(), NOW);
      store().record(over, claim.token());

      assertThat(next()).isEqualTo(build);
      assertThat(next()).isEqualTo(claim.job());
      assertThat(next()).isEqualTo(claim.job().at(BuildStage.BUILDING, NOW));
      assertThat(next()).isEqualTo(claim.job().at(BuildStage.BUILDING, NOW).askedToStop());
      assertThat(next()).isEqualTo(over);
    }
  }

  @Test
  @DisplayName("what happened before is not heard")
  void hearsOnlyWhatComes() throws Exception {
    BlockingQueue<BuildJob> heardBefore = new LinkedBlockingQueue<>();
    try (Subscription _ = store().watch(heardBefore::add)) {
      BuildJob earlier = submitted("hello:1");
      // A store of several servers may tell of it after it was answered.
      assertThat(heardBefore.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(earlier);

      try (Subscription _ = store().watch(heard::add)) {
        BuildJob later = submitted("hello:2");

        assertThat(next()).isEqualTo(later);
      }
    }
  }

  @Test
  @DisplayName("who watches one build hears its changes, and no other's")
  void hearsOneBuild() throws Exception {
    BuildJob.Pending watched = submitted("hello:1");
    try (Subscription _ = store().watch(watched.id(), heard::add)) {
      submitted("hello:2");
      Claim claim = claimed();
      Claim other = claimed();
      BuildJob over = claim.job().finish(Builds.failed(), NOW);
      store().record(other.job().finish(Builds.failed(), NOW), other.token());
      store().record(over, claim.token());

      assertThat(nextButSubmission(heard)).isEqualTo(claim.job());
      assertThat(next()).isEqualTo(over);
    }
  }

  @Test
  @DisplayName("two who watch one build both hear it, also after one of them has left")
  void hearsOneBuildTogether() throws Exception {
    BuildJob.Pending watched = submitted("hello:1");
    BlockingQueue<BuildJob> heardByOther = new LinkedBlockingQueue<>();
    Subscription other = store().watch(watched.id(), heardByOther::add);
    try (Subscription _ = store().watch(watched.id(), heard::add)) {
      Claim claim = claimed();
      assertThat(nextButSubmission(heard)).isEqualTo(claim.job());
      assertThat(nextButSubmission(heardByOther)).isEqualTo(claim.job());
      other.close();
      BuildJob over = claim.job().finish(Builds.failed(), NOW);
      store().record(over, claim.token());

      assertThat(next()).isEqualTo(over);
      assertThat(heardByOther).isEmpty();
    }
  }

  @Test
  @DisplayName("an observer that throws hears the next change, and so do the others")
  void survivesAnObserverThatThrows() throws Exception {
    BlockingQueue<BuildJob> heardByFailing = new LinkedBlockingQueue<>();
    try (Subscription _ =
            store()
                .watch(job -> {
                  heardByFailing.add(job);
                  throw new IllegalStateException("thrown on purpose by a test");
                });
        Subscription _ = store().watch(heard::add)) {
      submitted("hello:1");
      BuildJob second = submitted("hello:2");

      next();
      assertThat(next()).isEqualTo(second);
      heardByFailing.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(heardByFailing.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(second);
    }
  }

  @Test
  @DisplayName("an observer that does not return holds up neither the store nor the others")
  void survivesAnObserverThatHangs() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Subscription _ = store().watch(job -> awaitUninterrupted(end));
        Subscription _ = store().watch(heard::add)) {
      submitted("hello:1");
      BuildJob second = submitted("hello:2");

      next();
      assertThat(next()).isEqualTo(second);
    } finally {
      end.countDown();
    }
  }

  @Test
  @DisplayName("nothing is heard after the subscription was closed")
  void closes() throws Exception {
    BlockingQueue<BuildJob> heardByClosed = new LinkedBlockingQueue<>();
    store().watch(heardByClosed::add).close();
    try (Subscription _ = store().watch(heard::add)) {
      submitted("hello:1");

      next();
      assertThat(heardByClosed).isEmpty();
    }
  }

  /** A store of several servers may tell of the submission after it was answered. */
  private static @Nullable BuildJob nextButSubmission(BlockingQueue<BuildJob> heard)
      throws InterruptedException {
    BuildJob next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return next instanceof BuildJob.Pending
        ? heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        : next;
  }

  private @Nullable BuildJob next() throws InterruptedException {
    return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
