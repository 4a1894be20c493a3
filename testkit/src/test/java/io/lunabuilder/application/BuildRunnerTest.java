package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.domain.BuiltImage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.ScriptedBuild;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A runner")
class BuildRunnerTest {
  private final RunnerRig rig = new RunnerRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static ObjectAssert<Failure> assertFailure(BuildOutcome outcome) {
    return assertThat(outcome)
        .asInstanceOf(type(BuildOutcome.Failed.class))
        .extracting(BuildOutcome.Failed::failure, type(Failure.class));
  }

  @Test
  @DisplayName("marks with the build what each of the attempt's threads logs")
  void marksItsLines() throws Exception {
    rig.startRunner();
    BuildId id = rig.submit();

    rig.builder.next().end(RunnerRig.SAVED);

    rig.awaitEnd(id);
    // A lease that is asked for when the end was just written is gone: the watch lets go once more.
    assertThat(rig.marked.get(id))
        .contains("runner", "log", "watch")
        .isSubsetOf("runner", "log", "watch", "stop");
  }

  @Nested
  @DisplayName("whose builder made an image")
  class Success {

    @Test
    @Tag("R20")
    @DisplayName("completes the build when the registry answers for the digest (R20)")
    void completesWhatTheRegistryHas() throws Exception {
      rig.registry.put(RunnerRig.IMAGE, RunnerRig.DIGEST, 42);
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().reach(BuildStage.BUILDING).print("step 1").end(RunnerRig.PUSHED);

      assertThat(rig.outcome(id))
          .isEqualTo(
              new BuildOutcome.Completed(new BuiltImage(RunnerRig.IMAGE, RunnerRig.DIGEST, 42)));
      assertThat(rig.log.text(id)).startsWith("step 1\nImage registry.local:5000/hello:1");
    }

    @Test
    @DisplayName("completes a build whose image the service keeps, and asks no registry")
    void completesWhatIsSaved() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().end(RunnerRig.SAVED);

      assertThat(rig.outcome(id))
          .isEqualTo(
              new BuildOutcome.Completed(new BuiltImage(RunnerRig.IMAGE, RunnerRig.DIGEST, 1234)));
    }

    @Test
    @DisplayName("has the whole log kept and sealed when the build is seen as over")
    void logIsCompleteAtTheEnd() throws Exception {
      BuildRunner runner = rig.startRunner();
      BuildId id = rig.submit();
      ScriptedBuild build = rig.builder.next();
      for (int line = 0; line < 5000; line++) {
        build.print("line " + line);
      }

      build.end(RunnerRig.SAVED);

      rig.awaitEnd(id);
      assertThat(rig.log.text(id)).contains("line 0\n", "line 4999\nImage ");
      runner.close();
      assertThat(rig.log.isSealed(id)).isTrue();
    }

    @Test
    @DisplayName("is over before its files are cleared up, but keeps its place until then")
    void clearsUpAfterTheEnd() throws Exception {
      rig.startRunner();
      BuildId first = rig.submit();
      ScriptedBuild build = rig.builder.next().untidy();

      build.end(RunnerRig.SAVED);

      assertThat(rig.outcome(first)).isInstanceOf(BuildOutcome.Completed.class);
      BuildId second = rig.submit();
      assertThat(rig.slots.free()).isZero();
      build.clearUp();
      assertThat(rig.builder.next().job().id()).isEqualTo(second);
    }

    @Test
    @DisplayName("takes builds in the order of their submission")
    void inOrder() throws Exception {
      BuildId first = rig.submit();
      BuildId second = rig.submit();
      rig.startRunner();

      ScriptedBuild build = rig.builder.next();
      assertThat(build.job().id()).isEqualTo(first);
      assertThat(rig.store.position(second)).hasValue(1);
      build.end(RunnerRig.SAVED);

      assertThat(rig.builder.next().job().id()).isEqualTo(second);
    }

    @Test
    @Tag("R17")
    @DisplayName("waits for a free place, and leaves the next build in the queue meanwhile (R17)")
    void oneAtATime() throws Exception {
      rig.startRunner();
      rig.startRunner();
      BuildId first = rig.submit();
      BuildId second = rig.submit();

      ScriptedBuild build = rig.builder.next();

      assertThat(rig.store.find(second).orElseThrow().status()).isEqualTo(BuildStatus.PENDING);
      assertThat(rig.builder.isIdle()).isTrue();
      build.end(RunnerRig.SAVED);
      rig.awaitEnd(first);
      assertThat(rig.builder.next().job().id()).isEqualTo(second);
    }
  }

  @Nested
  @DisplayName("that was told of a push")
  class Verification {

    static Stream<Arguments> answers() {
      return Stream.of(
          Arguments.of(new ImageRegistry.Answer.Missing(), FailureCode.PUSH_UNVERIFIED),
          Arguments.of(
              new ImageRegistry.Answer.Unreachable("no route"), FailureCode.REGISTRY_UNREACHABLE));
    }

    @ParameterizedTest(name = "and hears {0} three times ends with {1}, never completed")
    @MethodSource("answers")
    @Tag("R20")
    void neverCompletesWithoutProof(ImageRegistry.Answer answer, FailureCode code)
        throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      for (int attempt = 1; attempt <= 3; attempt++) {
        rig.registry.answerNext(answer);
        rig.builder.next().end(RunnerRig.PUSHED);
        rig.clock.advance(Duration.ofMinutes(1));
        if (attempt < 3) {
          rig.awaitHandBack(id);
          rig.clock.advance(Duration.ofMinutes(1));
        }
      }

      assertFailure(rig.outcome(id)).extracting(Failure::code).isEqualTo(code);
    }

    @Test
    @DisplayName("and is not let look ends at once, since a retry gives the same")
    void denied() throws Exception {
      rig.registry.answerNext(new ImageRegistry.Answer.Denied("401"));
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().end(RunnerRig.PUSHED);

      assertFailure(rig.outcome(id))
          .extracting(Failure::code, Failure::stage)
          .containsExactly(FailureCode.REGISTRY_DENIED, BuildStage.VERIFYING);
    }
  }

  @Nested
  @DisplayName("whose attempt failed")
  class Failing {

    @ParameterizedTest(name = "for {0} tries three times, and the build stays in progress")
    @EnumSource(
        value = FailureCode.class,
        names = {"OUT_OF_DISK", "REGISTRY_UNREACHABLE", "ARCHIVE_UNREACHABLE", "INTERNAL_ERROR"})
    void retriesPlatformFaults(FailureCode code) throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().fail(code);
      BuildJob.InProgress between = rig.awaitHandBack(id);
      assertThat(between.status()).isEqualTo(BuildStatus.IN_PROGRESS);
      assertThat(between.attempt()).isEqualTo(2);
      rig.clock.advance(Duration.ofSeconds(5));
      rig.builder.next().fail(code);
      rig.awaitHandBack(id);
      rig.clock.advance(Duration.ofSeconds(10));
      rig.builder.next().fail(code);

      BuildJob.Finished end = rig.awaitEnd(id);
      assertFailure(end.outcome()).extracting(Failure::code).isEqualTo(code);
      assertThat(end.attempt()).isEqualTo(3);
    }

    @Test
    @DisplayName("waits longer before each further attempt")
    void pausesGrow() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().fail(FailureCode.OUT_OF_DISK);
      assertThat(rig.awaitHandBack(id).retryAt())
          .isEqualTo(rig.clock.instant().plus(Duration.ofSeconds(5)));
      rig.clock.advance(Duration.ofSeconds(5));
      rig.builder.next().fail(FailureCode.OUT_OF_DISK);

      assertThat(rig.awaitHandBack(id).retryAt())
          .isEqualTo(rig.clock.instant().plus(Duration.ofSeconds(10)));
    }

    @ParameterizedTest(name = "for {0} does not try again: it is the caller's to mend")
    @EnumSource(
        value = FailureCode.class,
        mode = Mode.INCLUDE,
        names = {"BUILD_STEP_FAILED", "DOCKERFILE_MISSING", "ARCHIVE_CORRUPT", "OUT_OF_MEMORY"})
    void failsUserFaultsAtOnce(FailureCode code) throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().fail(code);

      BuildJob.Finished end = rig.awaitEnd(id);
      assertFailure(end.outcome()).extracting(Failure::code).isEqualTo(code);
      assertThat(end.attempt()).isEqualTo(1);
    }

    @Test
    @DisplayName("completes the build when the second attempt succeeds")
    void secondAttemptCounts() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().fail(FailureCode.REGISTRY_UNREACHABLE);
      rig.awaitHandBack(id);
      rig.clock.advance(Duration.ofMinutes(1));
      rig.builder.next().end(RunnerRig.SAVED);

      assertThat(rig.outcome(id)).isInstanceOf(BuildOutcome.Completed.class);
      assertThat(rig.log.text(id)).contains("Attempt 1 failed (registry_unreachable");
    }

    @Test
    @DisplayName("shows the end of the log with the failure")
    void tellsTheEndOfTheLog() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().print("gcc: no such file").fail(FailureCode.BUILD_STEP_FAILED);

      assertFailure(rig.outcome(id))
          .satisfies(failure -> assertThat(failure.logTail()).contains("gcc: no such file"))
          .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1));
    }

    @Test
    @DisplayName("takes a builder's exception for a fault of the platform")
    void builderCrash() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().crash(new IllegalStateException("a bug"));

      assertThat(rig.awaitHandBack(id).attempt()).isEqualTo(2);
    }

    @Test
    @DisplayName("takes a stop that nobody wished for as an interruption, not as a cancel")
    void unexplainedStop() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();

      rig.builder.next().end(new BuilderResult.Stopped());

      assertThat(rig.awaitHandBack(id).attempt()).isEqualTo(2);
    }
  }

  @Nested
  @DisplayName("that hides secrets")
  class Secrets {

    @Test
    @DisplayName("keeps them out of the log, the failure's message and the log's end in it")
    void masks() throws Exception {
      rig.startRunner();
      BuildId id = rig.submit();
      Failure leaky =
          new Failure(
              FailureCode.BUILD_STEP_FAILED,
              BuildStage.BUILDING,
              "the step \"RUN login " + RunnerRig.SECRET + "\" failed",
              1,
              RunnerRig.SECRET);

      rig.builder.next().print("token " + RunnerRig.SECRET).end(new BuilderResult.Failed(leaky));

      assertThat(rig.awaitEnd(id).toString()).doesNotContain(RunnerRig.SECRET).contains("***");
      assertThat(rig.log.text(id)).doesNotContain(RunnerRig.SECRET).contains("token ***");
    }
  }
}
