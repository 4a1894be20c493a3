package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of BuildKit 0.34.2, as it wrote them. */
@DisplayName("The last words of buildctl")
class FailureTextTest {

  @ParameterizedTest(name = "{1}: {0}")
  @DisplayName("tell the cause:")
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 1000,
      textBlock =
          """
          DOCKERFILE_MISSING     | failed to read dockerfile: open Nope: no such file or directory
          DOCKERFILE_INVALID     | the Dockerfile cannot be empty
          DOCKERFILE_INVALID     | dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)
          DOCKERFILE_INVALID     | failed to parse stage name "Base:": invalid reference format
          DOCKERFILE_INVALID     | invalid frontend: gateway.v0
          DOCKERFILE_INVALID     | failed to compute cache key: failed to calculate checksum of ref ID::ID: "/nothere": not found
          DOCKERFILE_INVALID     | target stage "nope" could not be found
          DOCKERFILE_INVALID     | failed to load LLB: security.insecure is not allowed
          DOCKERFILE_INVALID     | failed to load cache key: Get "http://h/f": dial tcp 127.0.0.1:1: connect: connection refused
          BASE_IMAGE_UNAVAILABLE | h/a:1: failed to resolve source metadata for h/a:1: h/a:1: not found
          BASE_IMAGE_UNAVAILABLE | h/a:1: failed to resolve source metadata for h/a:1: unexpected status from HEAD request to http://h/v2/a/manifests/1: 401 Unauthorized
          BASE_IMAGE_UNAVAILABLE | h/a:1: failed to resolve source metadata for h/a:1: failed to do request: Head "http://h/v2/": dial tcp 127.0.0.1:1: connect: connection refused
          REGISTRY_DENIED        | failed to push h/a:1: unexpected status from HEAD request to http://h/v2/a/blobs/x: 401 Unauthorized
          REGISTRY_DENIED        | failed to push h/a:1: denied: you may not
          REGISTRY_UNREACHABLE   | failed to push h/denied:401: failed to do request: Head "http://h/v2/": dial tcp 127.0.0.1:1: connect: connection refused
          REGISTRY_UNREACHABLE   | failed to push h/a:1: unexpected status from HEAD request to http://h/v2/a/blobs/x: 500 Internal Server Error
          REGISTRY_UNREACHABLE   | failed to push h/a:1: unexpected status from PUT request to http://h/v2/a/blobs/x: 429 Too Many Requests
          OUT_OF_DISK            | ResourceExhausted: failed to copy: write /var/lib/buildkit/x: no space left on device
          INTERRUPTED            | Unavailable: error reading from server: EOF
          INTERNAL_ERROR         | a text that nobody saw before
          """)
  void code(FailureCode code, String cause) {
    Failure failure = explain("error: failed to solve: " + cause);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).contains(cause);
    assertThat(failure.exitCode()).isNull();
  }

  @Test
  @DisplayName("name the step that failed and its exit code, whatever its command says")
  void step() {
    String command = "process \"/bin/sh -c echo \\\"failed to push x: denied: no\\\"; exit 7\"";

    Failure failure =
        explain(
            "Dockerfile:2",
            "--------------------",
            "   2 | >>> RUN echo \"failed to push x: denied: no\"; exit 7",
            "--------------------",
            "error: failed to solve: " + command + " did not complete successfully: exit code: 7");

    assertThat(failure.code()).isEqualTo(FailureCode.BUILD_STEP_FAILED);
    assertThat(failure.stage()).isEqualTo(BuildStage.BUILDING);
    assertThat(failure.exitCode()).isEqualTo(7);
    assertThat(failure.message()).startsWith(command);
    assertThat(failure.logTail()).startsWith("Dockerfile:2\n");
  }

  @Test
  @DisplayName("blame the Dockerfile for an unknown error that belongs to a line of it")
  void excerpt() {
    Failure failure =
        explain(
            "Dockerfile:2",
            "--------------------",
            "   2 | >>> ADD --checksum=no http://h/f /f",
            "--------------------",
            "error: failed to solve: invalid checksum digest format");

    assertThat(failure.code()).isEqualTo(FailureCode.DOCKERFILE_INVALID);
  }

  @Test
  @DisplayName("name the address of a daemon that is away")
  void daemonIsAway() {
    Failure failure =
        explain(
            "error: listing workers for Build: failed to list workers: Unavailable: connection"
                + " error: desc = \"transport: Error while dialing: dial unix /s: connect: no such"
                + " file or directory\"");

    assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
    assertThat(failure.message()).startsWith("buildkitd does not answer at unix:///s: ");
  }

  @Test
  @DisplayName("may go on over several lines, or be missing")
  void lines() {
    assertThat(
            explain(
                    "error: failed to solve: failed to push h/a:1: unexpected status: 403"
                        + " Forbidden",
                    "denied: not you")
                .code())
        .isEqualTo(FailureCode.REGISTRY_DENIED);
    assertThat(explain().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
  }

  private static Failure explain(String... lastWords) {
    Buildctl buildctl = new Buildctl(Path.of("/usr/bin/buildctl"), "unix:///s");
    return new FailureText(List.of(lastWords), buildctl).explain(BuildStage.STARTING);
  }
}
