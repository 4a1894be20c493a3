package io.lunabuilder.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryBuildLog;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The janitor, and who forgets a build by hand,")
class JanitorTest {
  private final ManualClock clock = new ManualClock(Builds.NOON);
  private final InMemoryBuildStore store = new InMemoryBuildStore(clock);
  private final InMemoryBuildLog log = new InMemoryBuildLog(clock);
  private final List<BuildId> forgottenImages = new ArrayList<>();
  private final List<Instant> purgedUploads = new ArrayList<>();
  private @Nullable RuntimeException faultOfImages;
  private final SavedImages images =
      new SavedImages() {
        @Override
        public Optional<Path> find(BuildId id) {
          return Optional.empty();
        }

        @Override
        public void delete(BuildId id) {
          if (faultOfImages != null) {
            throw faultOfImages;
          }
          forgottenImages.add(id);
        }
      };
  private final ArchiveUploads uploads =
      new ArchiveUploads() {
        @Override
        public Optional<Path> find(ArchiveLink link) {
          return Optional.empty();
        }

        @Override
        public Reception receive(InputStream body) {
          return new Reception.Empty();
        }

        @Override
        public boolean delete(ArchiveLink link) {
          return false;
        }

        @Override
        public int purge(Instant receivedBefore) {
          purgedUploads.add(receivedBefore);
          return 0;
        }
      };

  private Janitor janitor(Duration keepUploads) {
    Retention retention =
        new Retention(Duration.ofHours(6), Duration.ofDays(30), Duration.ofDays(7), keepUploads);
    return new Janitor(store, log, images, uploads, () -> retention, clock);
  }

  private BuildId submitted() {
    BuildJob.Pending build = Builds.pending("hello:1", clock.instant());
    store.submit(build, null);
    log.append(build.id(), "a line\n".getBytes(UTF_8));
    return build.id();
  }

  private BuildId cancelled() {
    BuildId id = submitted();
    store.requestCancel(id, clock.instant());
    return id;
  }

  @Test
  @DisplayName("goes by the times that hold when it sweeps")
  void otherTimes() {
    AtomicReference<Duration> keepBuilds = new AtomicReference<>(Duration.ofDays(30));
    Janitor janitor =
        new Janitor(
            store,
            log,
            images,
            uploads,
            () ->
                new Retention(
                    Duration.ofHours(6), keepBuilds.get(), Duration.ofDays(1), Duration.ofDays(1)),
            clock);
    BuildId old = cancelled();
    clock.advance(Duration.ofDays(3));
    janitor.sweep();
    assertThat(store.find(old)).isPresent();

    keepBuilds.set(Duration.ofDays(2));
    janitor.sweep();

    assertThat(store.find(old)).isEmpty();
  }

  @Test
  @DisplayName("ends every build that waited too long, however many, and seals its log")
  void endsOverdueBuilds() {
    List<BuildId> overdue = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      overdue.add(submitted());
    }
    clock.advance(Duration.ofHours(6).plusSeconds(1));
    BuildId young = submitted();

    janitor(Duration.ofDays(1)).sweep();

    assertThat(overdue)
        .allSatisfy(id -> {
          assertThat(store.find(id).orElseThrow())
              .isInstanceOfSatisfying(
                  BuildJob.Finished.class,
                  job ->
                      assertThat(job.outcome())
                          .isInstanceOfSatisfying(
                              BuildOutcome.Failed.class,
                              failed ->
                                  assertThat(failed.failure())
                                      .extracting(Failure::code)
                                      .isEqualTo(FailureCode.QUEUE_TIMEOUT)));
          assertThat(log.isSealed(id)).isTrue();
          assertThat(log.text(id))
              .endsWith("Failed: queue_timeout: the build waited more than 360 minutes\n");
        });
    assertThat(store.find(young).orElseThrow()).isInstanceOf(BuildJob.Pending.class);
  }

  @Test
  @DisplayName("forgets old builds, however many, each with its log and its image")
  void forgetsOldBuilds() {
    List<BuildId> old = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      old.add(cancelled());
    }
    clock.advance(Duration.ofDays(30).plusSeconds(1));
    BuildId young = cancelled();

    janitor(Duration.ofDays(1)).sweep();

    assertThat(store.list(BuildFilter.ALL, 9, null).builds())
        .extracting(BuildJob::id)
        .containsExactly(young);
    assertThat(forgottenImages).containsExactlyElementsOf(old);
    assertThat(old).allSatisfy(id -> assertThat(log.end(id)).isZero());
    assertThat(log.end(young)).isPositive();
  }

  @Test
  @DisplayName("forgets the logs of builds that it still remembers, however many")
  void forgetsOldLogs() {
    List<BuildId> old = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      old.add(cancelled());
    }
    old.forEach(log::seal);
    clock.advance(Duration.ofDays(7).plusSeconds(1));
    BuildId young = cancelled();
    log.seal(young);

    janitor(Duration.ofDays(1)).sweep();

    assertThat(old).allSatisfy(id -> assertThat(log.end(id)).isZero());
    assertThat(old).allSatisfy(id -> assertThat(store.find(id)).isPresent());
    assertThat(log.end(young)).isPositive();
  }

  @Test
  @DisplayName("does the rest of its work when a step of it fails")
  void goesOnAfterAFault() {
    cancelled();
    clock.advance(Duration.ofDays(31));
    faultOfImages = new IllegalStateException("the disk of the images is away");

    janitor(Duration.ofDays(1)).sweep();

    assertThat(purgedUploads).hasSize(1);
  }

  @Test
  @DisplayName("keeps an upload as long as a build that names it may wait")
  void keepsUploadsThatMayBeNeeded() {
    janitor(Duration.ofDays(1)).sweep();
    janitor(Duration.ofMinutes(1)).sweep();

    assertThat(purgedUploads)
        .containsExactly(
            Builds.NOON.minus(Duration.ofDays(1)), Builds.NOON.minus(Duration.ofHours(6)));
  }

  @Test
  @DisplayName("forget a finished build with log and image, and no other")
  void forgetsByHand() {
    ForgetBuild useCase = new ForgetBuild(store, log, images);
    BuildId waiting = submitted();
    BuildId over = cancelled();

    assertThat(useCase.forget(waiting)).isEqualTo(BuildStore.Deletion.NOT_FINISHED);
    assertThat(useCase.forget(over)).isEqualTo(BuildStore.Deletion.DELETED);
    assertThat(useCase.forget(over)).isEqualTo(BuildStore.Deletion.UNKNOWN);
    assertThat(forgottenImages).containsExactly(over);
    assertThat(log.end(over)).isZero();
    assertThat(log.end(waiting)).isPositive();
  }
}
