package io.lunabuilder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Claim;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import java.time.Duration;
import java.util.Optional;

/** The end of a history: every runner is gone but one, which ends all that there is. */
final class Draining {
  private static final RunnerName LAST = new RunnerName("last-runner");
  private static final Duration LASTING = Duration.ofHours(1);

  private final BuildStore store;
  private final Memory memory;
  private final Survey survey;

  Draining(BuildStore store, Memory memory) {
    this.store = store;
    this.memory = memory;
    this.survey = new Survey(store);
  }

  /** Nothing is stuck: whatever was accepted can be ended by a runner that just goes on. */
  void endAll() throws InterruptedException {
    memory.note("all runners crash, and an hour later another one goes on");
    memory.pass();
    memory.claims().forEach(claim -> store.renew(claim.id(), claim.token(), Duration.ZERO));
    for (int i = 0; i <= memory.submitted().size(); i++) {
      Optional<Claim> claim = store.claim(LAST, LASTING, memory.tick());
      if (claim.isEmpty()) {
        break;
      }
      end(claim.get());
    }
    assertThat(store.claim(LAST, LASTING, memory.tick())).as("nothing is left to do").isEmpty();
    assertThat(store.awaitWork(Duration.ZERO)).isFalse();
    assertThat(survey.all()).as("all are over").allMatch(BuildJob.Finished.class::isInstance);
    survey.look(memory);
  }

  private void end(Claim claim) {
    BuildJob.InProgress job = claim.job();
    var image = job.spec().image().toString();
    boolean written =
        store.record(job.finish(Builds.completed(image), memory.tick()), claim.token());
    assertThat(written).as("the end of %s is written", job).isTrue();
    memory.note("ended " + job.id() + " with token " + claim.token());
  }

  /** Nothing stays behind of what was forgotten, its key included. */
  void forgetAll() {
    memory.note("all is purged");
    memory.pass();
    int most = memory.submitted().size() + 1;
    while (!store.purge(memory.tick(), most).isEmpty()) {
      assertThat(most--).as("each purge leaves less").isPositive();
    }
    assertThat(survey.all()).as("all are forgotten").isEmpty();
    for (int key = 0; key <= Histories.GREATEST_KEY; key++) {
      BuildJob.Pending build = memory.newBuild();
      assertThat(store.submit(build, Actor.key(key)))
          .as("the key can be used anew")
          .isEqualTo(new Submission.Accepted(build));
    }
  }
}
