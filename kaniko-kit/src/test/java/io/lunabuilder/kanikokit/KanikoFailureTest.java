package io.lunabuilder.kanikokit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last lines are what kaniko v1.24.0 really printed. */
@DisplayName("The cause of a failed build")
class KanikoFailureTest {
  private static final String PERMISSION =
      "error checking push permissions -- make sure you entered the correct tag name, and that you are"
          + " authenticated correctly, and try again: ";

  @ParameterizedTest(name = "{0}, exit code {1}, while {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DOCKERFILE_INVALID     | 1 | STARTING | error building image: parsing dockerfile: dockerfile parse error on line 2: unknown instruction: RAN (did you mean RUN?)
          DOCKERFILE_INVALID     | 1 | STARTING | error building image: parsing dockerfile: no build stage in current context
          DOCKERFILE_INVALID     | 1 | STARTING | error building image: parsing dockerfile: file with no instructions
          DOCKERFILE_INVALID     | 1 | STARTING | error building image: parsing dockerfile: dockerfile parse error on line 1: FROM requires either one or three arguments
          DOCKERFILE_INVALID     | 1 | STARTING | error building image: Error finding target stage: zz is not a valid target build stage
          BASE_IMAGE_UNAVAILABLE | 1 | STARTING | error building image: unable to complete operation after 3 attempts, last error: GET http://127.0.0.1:5572/v2/base/manifests/1: UNAUTHORIZED: authentication required; [map[Action:pull Class: Name:base Type:repository]]
          BASE_IMAGE_UNAVAILABLE | 1 | STARTING | error building image: unable to complete operation after 3 attempts, last error: Get "https://nowhere.invalid/v2/": dial tcp: lookup nowhere.invalid on 10.0.0.53:53: no such host
          BUILD_STEP_FAILED      | 7 | BUILDING | error building image: error building stage: failed to execute command: waiting for process to exit: exit status 7
          BUILD_STEP_FAILED      | 255 | BUILDING | error building image: error building stage: failed to execute command: waiting for process to exit: signal: killed
          BUILD_STEP_FAILED      | 1 | BUILDING | error building image: error building stage: failed to execute command: starting command: fork/exec /nothing: no such file or directory
          BUILD_STEP_FAILED      | 1 | BUILDING | error building image: error building stage: failed to get files used from context: failed to get fileinfo for /kaniko/context/nope: lstat /kaniko/context/nope: no such file or directory
          BUILD_STEP_FAILED      | 1 | BUILDING | error building image: error building stage: failed to execute command: credentials: get uid/gid: user nobody is not a uid and does not exist on the system
          OUT_OF_DISK            | 1 | BUILDING | error building image: error building stage: failed to take snapshot: write /kaniko/012345: no space left on device
          INTERNAL_ERROR         | 1 | STARTING | error building image: failed to initialize ignore list: open /proc/self/mountinfo: no such file or directory
          REGISTRY_UNREACHABLE   | 1 | PUSHING  | error pushing image: failed to push to destination 127.0.0.1:5571/a/b:1: Put "http://127.0.0.1:5571/v2/a/b/manifests/1": dial tcp 127.0.0.1:5571: connect: connection refused
          INTERNAL_ERROR         | 125 | STARTING | the build cannot be isolated: /dev/null cannot be bound
          """)
  void isReadFromTheLastLine(FailureCode code, int exitCode, BuildStage stage, String last) {
    assertThat(failure(exitCode, stage, last).code()).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REGISTRY_DENIED      | checking push permission for "127.0.0.1:5572/a/b:1": POST http://127.0.0.1:5572/v2/a/b/blobs/uploads/: UNAUTHORIZED: authentication required; [map[Action:pull Class: Name:a/b Type:repository] map[Action:push Class: Name:a/b Type:repository]]
          REGISTRY_DENIED      | checking push permission for "127.0.0.1:5573/a/b:1": POST http://127.0.0.1:5573/v2/a/b/blobs/uploads/: DENIED: requested access to the resource is denied
          REGISTRY_UNREACHABLE | checking push permission for "127.0.0.1:5599/a/b:1": creating push check transport for 127.0.0.1:5599 failed: Get "https://127.0.0.1:5599/v2/": dial tcp 127.0.0.1:5599: connect: connection refused
          REGISTRY_UNREACHABLE | checking push permission for "nowhere.invalid/a/b:1": creating push check transport for nowhere.invalid failed: Get "https://nowhere.invalid/v2/": dial tcp: lookup nowhere.invalid on 10.0.0.53:53: no such host
          """)
  @DisplayName("tells a registry that refuses from one that does not answer")
  void pushPermission(FailureCode code, String detail) {
    assertThat(failure(1, BuildStage.STARTING, PERMISSION + detail).code()).isEqualTo(code);
  }

  @Test
  @DisplayName("is memory when the kernel killed a step for it")
  void stepKilledForMemory() {
    String last =
        "error building image: error building stage: failed to execute command: waiting for process"
            + " to exit: signal: killed";

    Failure failure = failureWithKill(255, last);

    assertThat(failure.code()).isEqualTo(FailureCode.OUT_OF_MEMORY);
    assertThat(failure.message()).contains("RUN make");
  }

  @Test
  @DisplayName("is memory when the kernel killed the executor for it")
  void executorKilledForMemory() {
    assertThat(failureWithKill(137, "INFO[0003] Taking snapshot of full filesystem...").code())
        .isEqualTo(FailureCode.OUT_OF_MEMORY);
  }

  @Test
  @DisplayName("is memory when a step failed because one of its own processes was killed for it")
  void childOfStepKilledForMemory() {
    String last =
        "error building image: error building stage: failed to execute command: waiting for process"
            + " to exit: exit status 2";

    assertThat(failureWithKill(2, last).code()).isEqualTo(FailureCode.OUT_OF_MEMORY);
  }

  @Test
  @DisplayName("is not memory when the build failed for another reason while something was killed")
  void failedBesideKill() {
    String last = "error building image: parsing dockerfile: file with no instructions";

    assertThat(failureWithKill(1, last).code()).isEqualTo(FailureCode.DOCKERFILE_INVALID);
  }

  @Test
  @DisplayName("is found above the usage text that kaniko prints after it")
  void usageText() {
    Failure failure =
        new KanikoFailure(
                1,
                false,
                false,
                BuildStage.STARTING,
                null,
                List.of(
                    "Error: error resolving dockerfile path: please provide a valid path to a"
                        + " Dockerfile within the build context with --dockerfile",
                    "Usage:",
                    "  executor [flags]",
                    ""))
            .explain();

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_MISSING);
    assertThat(failure.message()).startsWith("Error: error resolving dockerfile path");
  }

  @Test
  @DisplayName("gives the exit code only of a step")
  void exitCode() {
    String step =
        "error building image: error building stage: failed to execute command: waiting for process"
            + " to exit: exit status 7";

    assertThat(failure(7, BuildStage.BUILDING, step).exitCode()).isEqualTo(7);
    assertThat(failure(1, BuildStage.STARTING, PERMISSION + "denied").exitCode()).isNull();
  }

  @ParameterizedTest(
      name = "calls a failed step that speaks of a full disk {1} when it was full: {0}")
  @CsvSource({"true, OUT_OF_DISK", "false, BUILD_STEP_FAILED"})
  void fullDisk(boolean full, FailureCode code) {
    List<String> output =
        List.of(
            "cp: write error: No space left on device",
            "error building image: error building stage: failed to execute command: waiting for"
                + " process to exit: exit status 1");

    Failure failure =
        new KanikoFailure(1, false, full, BuildStage.BUILDING, "RUN cp", output).explain();

    assertThat(failure.code()).isEqualTo(code);
  }

  private static Failure failure(int exitCode, BuildStage stage, String last) {
    return new KanikoFailure(
            exitCode, false, false, stage, null, List.of("INFO[0000] before", last))
        .explain();
  }

  private static Failure failureWithKill(int exitCode, String last) {
    return new KanikoFailure(exitCode, true, false, BuildStage.BUILDING, "RUN make", List.of(last))
        .explain();
  }
}
