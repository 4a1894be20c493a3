package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;

/** What the parts of {@link BuildStoreContract} have in common. */
abstract class StoreRules {
  static final RunnerName RUNNER = new RunnerName("runner-1");
  static final RunnerName OTHER = new RunnerName("runner-2");
  static final Instant NOW = Builds.NOON.plusSeconds(60);

  /** So long that it does not end during a test. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /** So short that a test can wait for its end. */
  static final Duration BRIEF = Duration.ofMillis(5);

  /** How long a test waits for what must come. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The store under test, empty at the beginning of each test. */
  abstract BuildStore store();

  BuildJob.Pending submitted(String image) {
    return submitted(Builds.pending(image));
  }

  BuildJob.Pending submitted(BuildJob.Pending build) {
    assertThat(store().submit(build, null)).isEqualTo(new BuildStore.Submission.Accepted(build));
    return build;
  }

  /** The next build, with a lease that lasts. */
  Claim claimed() {
    return store().claim(RUNNER, LEASE, NOW).orElseThrow();
  }

  /** A build that is over. */
  BuildJob.Finished finished(String image, Instant end) {
    submitted(image);
    Claim claim = claimed();
    BuildJob.Finished over = claim.job().finish(Builds.completed(image), end);
    assertThat(store().record(over, claim.token())).isTrue();
    return over;
  }

  /** The next build, by a runner that is not heard of again; returns when its lease is over. */
  Claim abandoned() throws InterruptedException {
    Claim claim = store().claim(RUNNER, BRIEF, NOW).orElseThrow();
    assertThat(store().awaitWork(PATIENCE)).isTrue();
    return claim;
  }
}
