package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.ScriptedBuild;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A runner in trouble")
class RunnerTroubleTest {
  private final RunnerRig rig = new RunnerRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static FailureCode code(BuildOutcome outcome) {
    return assertThat(outcome)
        .asInstanceOf(type(BuildOutcome.Failed.class))
        .actual()
        .failure()
        .code();
  }

  @Nested
  @DisplayName("whose build shall stop")
  class Cancelled {

    @ParameterizedTest(name = "while {0} ends it, and says cancelled only when nothing runs")
    @EnumSource(
        value = BuildStage.class,
        names = {"STAGING", "STARTING", "BUILDING", "PUSHING"})
    void cancelsInEachStage(BuildStage stage) throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().stubborn().reach(stage);

      rig.store.requestCancel(id, rig.clock.instant());
      build.awaitCancel();
      assertThat(rig.store.find(id).orElseThrow()).isInstanceOf(BuildJob.InProgress.class);
      build.end(new BuilderResult.Stopped());

      assertThat(rig.outcome(id)).isEqualTo(new BuildOutcome.Cancelled());
      assertThat(rig.builder.isIdle()).isTrue();
      assertThat(rig.log.text(id)).endsWith("Cancelled, as asked for.\n");
    }

    @Test
    @DisplayName("when it is just done completes it: the image is there")
    void lateCancel() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().stubborn();

      rig.store.requestCancel(id, rig.clock.instant());
      build.awaitCancel();
      build.end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
    }

    @Test
    @DisplayName("between two attempts ends it without another one")
    void betweenAttempts() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      rig.builder.next().fail(FailureCode.OUT_OF_DISK);
      rig.awaitHandBack(id);

      rig.store.requestCancel(id, rig.clock.instant());

      assertThat(rig.outcome(id)).isEqualTo(new BuildOutcome.Cancelled());
      assertThat(rig.builder.isIdle()).isTrue();
    }
  }

  @Nested
  @DisplayName("whose build takes too long")
  class Slow {

    @Test
    @DisplayName("ends it at the build's limit, once and for all")
    void buildTimeout() throws Exception {
      rig.startRunner(RunnerRig.settings().withLimits(Duration.ofHours(1), Duration.ofMillis(1)));
      BuildId id = rig.submit();

      rig.builder.next().reach(BuildStage.BUILDING).awaitCancel();

      assertThat(code(rig.outcome(id))).isEqualTo(FailureCode.BUILD_TIMEOUT);
    }

    @Test
    @DisplayName("ends an attempt in which no step ran within the start's limit, and tries again")
    void startTimeout() throws Exception {
      rig.startRunner(RunnerRig.settings().withLimits(Duration.ofMillis(1), Duration.ofHours(1)));
      BuildId id = rig.submit();

      rig.builder.next().awaitCancel();

      assertThat(rig.awaitHandBack(id).attempt()).isEqualTo(2);
      assertThat(rig.log.text(id)).contains("start_timeout");
    }
  }

  @Nested
  @DisplayName("that lost its build to another one")
  class Lost {

    @Test
    @DisplayName("ends what it started and writes neither end nor log, and seals nothing")
    void writesNothing() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().stubborn();

      BuildStore.Claim other = rig.store.seize(id, RunnerRig.OTHER, Duration.ofHours(1));
      build.awaitCancel();
      build.print("from the late one").end(RunnerRig.SAVED);
      runner.close();

      assertThat(rig.store.find(id)).contains(other.job());
      assertThat(rig.log.text(id)).isEmpty();
      assertThat(rig.log.isSealed(id)).isFalse();
    }

    @Test
    @DisplayName("learns it from the store at the latest when it records the end")
    void learnsAtTheEnd() throws Exception {
      RunnerSettings calm = RunnerRig.settings();
      BuildRunner runner = rig.startRunner(calm);
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next();

      BuildStore.Claim other = rig.store.seize(id, RunnerRig.OTHER, Duration.ofHours(1));
      build.end(RunnerRig.SAVED);
      runner.close();

      assertThat(rig.store.find(id)).contains(other.job());
      assertThat(rig.log.isSealed(id)).isFalse();
    }
  }

  @Nested
  @DisplayName("whose store does not answer for a while")
  class Outage {

    @Test
    @DisplayName("lets the build go on, and records its stage and its end later")
    void recordsLater() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next();

      rig.store.failNext(5);
      build.reach(BuildStage.BUILDING).print("goes on");
      assertThat(build.wasCancelled()).isFalse();
      rig.awaitState(id, BuildJob.InProgress.class, job -> job.stage() == BuildStage.BUILDING);
      rig.store.failNext(5);
      build.end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(rig.builder.isIdle()).isTrue();
    }

    @Test
    @DisplayName("knows the end that it wrote when the answer to that was lost, and seals the log")
    void lostAnswer() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next();

      rig.store.loseNextAnswer();
      build.end(RunnerRig.SAVED);
      BuildJob.Finished end = rig.awaitEnd(id);
      runner.close();

      assertThat(rig.store.find(id)).contains(end);
      assertThat(rig.log.isSealed(id)).isTrue();
    }

    @Test
    @DisplayName("takes the next build once it answers again")
    void takesWorkAgain() throws Exception {
      BuildId id = rig.submit();
      rig.store.failNext(1);
      rig.startRunner();

      rig.builder.next().end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
    }

    @Test
    @DisplayName("asks for it alone, however many runners the process has")
    void oneAsks() throws Exception {
      BuildId id = rig.submit();
      rig.store.failNext(2);
      for (int i = 0; i < 5; i++) {
        rig.startRunner();
      }

      rig.builder.next().end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(rig.store.refused()).hasSize(1);
    }

    @Test
    @DisplayName("loses no line when the log does not answer")
    void logOutage() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      rig.log.failNext(3);

      rig.builder.next().print("one").print("two").end(RunnerRig.SAVED);

      rig.awaitEnd(id);
      assertThat(rig.log.text(id)).startsWith("one\ntwo\n");
    }

    @Test
    @DisplayName("stops when it is closed, though the store never answers")
    void closesInAnOutage() throws Exception {
      BuildRunner runner = rig.startRunner();
      rig.submit();
      ScriptedBuild build = rig.builder.next();

      rig.store.failNext(Integer.MAX_VALUE);
      rig.log.failNext(Integer.MAX_VALUE);
      build.print("a line that nobody keeps");
      runner.close();

      assertThat(build.wasCancelled()).isTrue();
      rig.store.failNext(0);
    }
  }

  @Nested
  @DisplayName("that is closed")
  class Closed {

    @Test
    @DisplayName("ends its build and gives it back, so that another runner goes on at once")
    void handsBack() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().reach(BuildStage.BUILDING);

      runner.close();

      assertThat(build.wasCancelled()).isTrue();
      assertThat(rig.awaitHandBack(id).attempt()).isEqualTo(2);
      rig.startRunner();
      rig.builder.next().end(RunnerRig.SAVED);
      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
    }

    @Test
    @DisplayName("gives back also a build in its last attempt: a stop is no failure of the build")
    void handsBackTheLastAttempt() throws Exception {
      BuildId id = rig.submit();
      rig.abandoned(job -> job.nextAttempt(rig.clock.instant()).handBack(rig.clock.instant()));
      BuildRunner runner = rig.startRunner();
      assertThat(rig.builder.next().reach(BuildStage.BUILDING).job().attempt()).isEqualTo(3);

      runner.close();

      rig.awaitState(id, BuildJob.InProgress.class, job -> job.attempt() == 4);
      rig.startRunner();
      rig.builder.next().end(RunnerRig.SAVED);
      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
    }

    @Test
    @DisplayName("lets its build end when it is only retired, and takes no other")
    void retires() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().reach(BuildStage.BUILDING);
      BuildId next = rig.submit();

      runner.retire();
      build.end(RunnerRig.SAVED);
      runner.awaitEnd(Duration.ofHours(1));

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(rig.store.find(next)).get().isInstanceOf(BuildJob.Pending.class);
    }

    @Test
    @DisplayName("cancels the build for good when someone wished for that before")
    void cancelThenClose() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next().stubborn();
      rig.store.requestCancel(id, rig.clock.instant());
      build.awaitCancel();

      build.end(new BuilderResult.Stopped());
      runner.close();

      assertThat(rig.outcome(id)).isEqualTo(new BuildOutcome.Cancelled());
    }
  }

  @Nested
  @DisplayName("that finds the build of one that died")
  class TakeOver {

    @Test
    @DisplayName("starts the next attempt, and says so in the log")
    void startsTheNextAttempt() throws Exception {
      BuildId id = rig.submit();
      rig.abandoned(job -> job.at(BuildStage.BUILDING, rig.clock.instant()));
      rig.startRunner();

      ScriptedBuild build = rig.builder.next();
      assertThat(build.job().attempt()).isEqualTo(2);
      build.end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(rig.log.text(id)).startsWith("Attempt 1 was interrupted");
    }

    @Test
    @DisplayName("goes on with the attempt where that outlived its process")
    void adopts() throws Exception {
      BuildId id = rig.submit();
      BuildStore.Claim left =
          rig.abandoned(job -> job.at(BuildStage.BUILDING, rig.clock.instant()));
      ScriptedBuild survivor = rig.builder.surviving(left.job());
      rig.startRunner();

      survivor.end(RunnerRig.SAVED);

      BuildJob.Finished end = rig.awaitEnd(id);
      assertThat(end.outcome()).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(end.attempt()).isEqualTo(1);
      assertThat(rig.builder.isIdle()).isTrue();
    }

    @Test
    @DisplayName("gives up after the last attempt")
    void givesUp() throws Exception {
      BuildId id = rig.submit();
      rig.abandoned(job -> job.nextAttempt(rig.clock.instant()).nextAttempt(rig.clock.instant()));
      rig.startRunner();

      assertThat(code(rig.outcome(id))).isEqualTo(FailureCode.INTERRUPTED);
      assertThat(rig.builder.isIdle()).isTrue();
    }

    @Test
    @DisplayName("cancels it when someone wished for that")
    void cancels() throws Exception {
      BuildId id = rig.submit();
      rig.abandoned(UnaryOperator.identity());
      rig.store.requestCancel(id, rig.clock.instant());
      rig.startRunner();

      assertThat(rig.outcome(id)).isEqualTo(new BuildOutcome.Cancelled());
      assertThat(rig.builder.isIdle()).isTrue();
    }

    @Test
    @DisplayName("counts no attempt that had not begun")
    void notBegun() throws Exception {
      rig.submit();
      BuildStore.Claim first =
          rig.store.claim(RunnerRig.OTHER, Duration.ofHours(1), rig.clock.instant()).orElseThrow();
      rig.store.record(first.job().handBack(rig.clock.instant()), first.token());
      rig.abandoned(UnaryOperator.identity());
      rig.startRunner();

      assertThat(rig.builder.next().job().attempt()).isEqualTo(2);
    }
  }
}
