package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lunabuilder.application.CreateImageBuild.Creation;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildRequest;
import io.lunabuilder.domain.BuildTimeLimit;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.LocalBuildPolicy;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.domain.Violation;
import io.lunabuilder.testkit.Builds;
import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("createImageBuild")
class CreateImageBuildTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("order-66");

  private static final int MOST_WAITING = 3;
  private static final Origin ORIGIN = Builds.origin();

  private final ManualClock clock = new ManualClock(Builds.NOON);
  private final InMemoryBuildStore store = new InMemoryBuildStore(clock);
  private final InMemoryArchives archives = new InMemoryArchives();
  private final ArchiveLink archive = archives.put("context", new byte[] {1});
  private final CreateImageBuild useCase =
      new CreateImageBuild(
          () -> new LocalBuildPolicy(null, new BuildTimeLimit(Duration.ofHours(1))),
          new ArchiveSources(List.of(archives)),
          store,
          new BuildIds(clock, new Random(1)),
          clock,
          () -> MOST_WAITING);

  private BuildRequest request(String link, String image) {
    return BuildRequest.of(link, image, "local_kaniko");
  }

  private static List<Violation> violations(Creation creation) {
    return assertThat(creation).asInstanceOf(type(Creation.Rejected.class)).actual().violations();
  }

  @Test
  @Tag("R22")
  @DisplayName("accepts a link to an archive, and the build waits from then on (R22)")
  void accepts() {
    Creation creation = useCase.create(request(archive.value(), "hello:1"), null, ORIGIN);

    BuildJob job = assertThat(creation).asInstanceOf(type(Creation.Accepted.class)).actual().job();
    assertThat(job.spec().archive().link()).isEqualTo(archive);
    assertThat(job.order().createTime()).isEqualTo(Builds.NOON);
    assertThat(job.order().origin()).isEqualTo(ORIGIN);
    assertThat(store.find(job.id())).contains(job);
    assertThat(new FindBuilds(store).find(job.id()).orElseThrow().position()).hasValue(1);
  }

  @Test
  @Tag("R22")
  @DisplayName("pins what the link leads to, and the digest that the caller tells (R22)")
  void pins() {
    String sha256 = "AB".repeat(32);
    BuildRequest request = request(archive.value(), "hello:1").pinned(sha256);

    Creation creation = useCase.create(request, null, ORIGIN);

    Archive pinned =
        assertThat(creation)
            .asInstanceOf(type(Creation.Accepted.class))
            .actual()
            .job()
            .spec()
            .archive();
    assertThat(pinned.digest()).isEqualTo(Digest.ofSha256("ab".repeat(32)));
    assertThat(new ArchiveSource.Probe.Fine(pinned.version())).isEqualTo(archives.probe(archive));
    assertThat(pinned.version()).isNotNull();
  }

  @Test
  @Tag("R13")
  @Tag("R15")
  @DisplayName("tells everything that is wrong at once, the archive included (R13, R15)")
  void tellsAllAtOnce() {
    BuildRequest wrong = BuildRequest.of("memory:absent", "UPPER", "kaniko").placed("team-a", null);

    assertThat(violations(useCase.create(wrong, null, ORIGIN)))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "parameters.image_name", "parameters.image_builder", "parameters.namespace", "archive");
    assertThat(store.list(BuildFilter.ALL, 1, null).builds()).isEmpty();
  }

  @Test
  @DisplayName("shows a link that can be read to who sends one of no known kind")
  void unknownKindOfLink() {
    assertThat(violations(useCase.create(request("ftp://files/a.tar", "hello:1"), null, ORIGIN)))
        .singleElement()
        .satisfies(violation -> assertThat(violation.remedy()).contains("memory:context"));
  }

  @Test
  @DisplayName("tells what to do about an archive that cannot be had as the end of one sentence")
  void remedyOfAnArchive() {
    assertThat(violations(useCase.create(request("memory:absent", "hello:1"), null, ORIGIN)))
        .singleElement()
        .extracting(Violation::remedy, as(STRING))
        .matches("[a-z].*[^.]");
  }

  @Test
  @DisplayName("repeats no password of a link")
  void hidesPasswords() {
    assertThat(
            violations(
                    useCase.create(request("ftp://me:hunter2@files/a?k=v", "hello"), null, ORIGIN))
                .toString())
        .doesNotContain("hunter2")
        .doesNotContain("k=v");
  }

  @Test
  @DisplayName("accepts no more while as many builds wait as may")
  void full() {
    BuildRequest request = request(archive.value(), "hello:1");
    for (int i = 0; i < MOST_WAITING; i++) {
      useCase.create(request, null, ORIGIN);
    }

    assertThat(useCase.create(request, null, ORIGIN)).isEqualTo(new Creation.Full(MOST_WAITING));
    assertThat(violations(useCase.create(request("memory:absent", "hello:1"), null, ORIGIN)))
        .isNotEmpty();

    store.claim(new RunnerName("runner"), Duration.ofHours(1), Builds.NOON);
    assertThat(useCase.create(request, null, ORIGIN)).isInstanceOf(Creation.Accepted.class);
  }

  @Test
  @DisplayName("gives the build of an idempotency key also while too many wait")
  void knownWhileFull() {
    BuildRequest request = request(archive.value(), "hello:1");
    Creation first = useCase.create(request, KEY, ORIGIN);
    for (int i = 1; i < MOST_WAITING; i++) {
      useCase.create(request, null, ORIGIN);
    }

    BuildJob job = assertThat(first).asInstanceOf(type(Creation.Accepted.class)).actual().job();
    assertThat(useCase.create(request, KEY, ORIGIN)).isEqualTo(new Creation.Accepted(job, true));
    assertThat(useCase.create(request, null, ORIGIN)).isEqualTo(new Creation.Full(MOST_WAITING));
  }

  @Test
  @DisplayName("gives the same build for the same idempotency key")
  void sameKeySameBuild() {
    Creation first = useCase.create(request(archive.value(), "hello:1"), KEY, ORIGIN);
    Creation second = useCase.create(request(archive.value(), "hello:1"), KEY, ORIGIN);

    BuildJob job = assertThat(first).asInstanceOf(type(Creation.Accepted.class)).actual().job();
    assertThat(second).isEqualTo(new Creation.Accepted(job, true));
    assertThat(store.list(BuildFilter.ALL, 9, null).builds()).containsExactly(job);
  }

  @Test
  @DisplayName("on a dry run finds the same faults, and accepts nothing")
  void dryRun() {
    BuildRequest right = request(archive.value(), "hello:1");
    BuildRequest wrong = request("memory:absent", "hello:1");

    assertThat(useCase.check(right)).isEmpty();
    assertThat(useCase.check(wrong)).isEqualTo(violations(useCase.create(wrong, null, ORIGIN)));
    assertThat(store.list(BuildFilter.ALL, 1, null).builds()).isEmpty();
  }
}
