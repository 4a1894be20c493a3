package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.ScriptedBuild;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attempt that can go on without its service")
class OutlivingAttemptsTest {
  private final RunnerRig rig = new RunnerRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("does so when the service stops: it stays the same attempt, and its log is whole")
  void serviceStops() throws Exception {
    BuildRunner runner = rig.startRunner();
    BuildId id = rig.submit();
    ScriptedBuild build = rig.builder.next().outliving().reach(BuildStage.BUILDING).print("one");

    runner.close();

    BuildJob.InProgress left = (BuildJob.InProgress) rig.store.find(id).orElseThrow();
    assertThat(left.attempt()).isEqualTo(1);
    assertThat(left.stage()).isEqualTo(BuildStage.BUILDING);
    assertThat(left.currentLease()).isEmpty();
    assertThat(build.wasCancelled()).isFalse();

    rig.startRunner();
    ScriptedBuild again = rig.builder.next();
    assertThat(again.job().attempt()).isEqualTo(1);
    again.repeat().print("one").print("two").end(RunnerRig.SAVED);

    assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
    assertThat(rig.log.text(id)).startsWith("one\ntwo\nImage ");
  }

  @Test
  @DisplayName("is ended when the service stops after somebody cancelled it")
  void cancelledBefore() throws Exception {
    BuildRunner runner = rig.startRunner();
    BuildId id = rig.submit();
    ScriptedBuild build = rig.builder.next().outliving();

    rig.store.requestCancel(id, rig.clock.instant());
    build.awaitCancel();
    runner.close();

    assertThat(rig.outcome(id)).isEqualTo(new BuildOutcome.Cancelled());
  }

  @Test
  @DisplayName("is not ended by a runner that lost it to another")
  void lost() throws Exception {
    rig.startRunner();
    BuildId id = rig.submit();
    ScriptedBuild build = rig.builder.next().outliving();

    rig.store.seize(id, RunnerRig.OTHER, Duration.ofHours(1));
    build.awaitRelease();

    assertThat(build.wasCancelled()).isFalse();
  }

  @Test
  @DisplayName("is told again from its beginning, and lines of an earlier attempt are not its own")
  void onlyItsOwnLines() throws Exception {
    BuildRunner runner = rig.startRunner();
    BuildId id = rig.submit();
    rig.builder.next().print("one").print("two").fail(FailureCode.OUT_OF_DISK);
    rig.awaitHandBack(id);
    rig.clock.advance(Duration.ofMinutes(1));
    ScriptedBuild second = rig.builder.next().outliving().print("one");
    runner.close();

    rig.startRunner();
    ScriptedBuild again = rig.builder.next();
    assertThat(again.job().attempt()).isEqualTo(second.job().attempt()).isEqualTo(2);
    again.repeat().print("one").print("two").print("three").end(RunnerRig.SAVED);

    rig.awaitEnd(id);
    assertThat(rig.log.text(id).lines())
        .startsWith("one", "two")
        .containsSubsequence("one", "two", "three")
        .filteredOn("one"::equals)
        .hasSize(2);
    assertThat(rig.log.text(id).lines().filter("two"::equals)).hasSize(2);
  }
}
