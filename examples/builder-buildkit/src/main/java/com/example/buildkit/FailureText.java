package com.example.buildkit;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cause of a failed build from the last words of {@code buildctl}, which has only one
 * exit code for all of them. A step's command can hold any words, so each text is looked for where
 * the daemon writes it.
 *
 * @param lastWords an excerpt of the Dockerfile, where the failure belongs to a line of it, and the
 *     error
 * @param buildctl who said so
 */
record FailureText(List<String> lastWords, Buildctl buildctl) {
  private static final String ERROR = "error: ";

  private static final Pattern STEP =
      anchored("(process \".*\" did not complete successfully: exit code: (\\d+)).*");
  private static final Pattern DISK_FULL =
      anchored("(ResourceExhausted: .*|.*: no space left on device)");
  private static final Pattern PUSH = anchored("failed to push \\S+: (.*)");
  private static final Pattern BASE = anchored("\\S+: failed to resolve source metadata for .*");
  private static final Pattern NO_DOCKERFILE = anchored("failed to read dockerfile: .*");
  private static final Pattern DOCKERFILE =
      anchored(
          "(dockerfile parse error|the Dockerfile cannot be empty|target stage"
              + "|failed to parse stage name|invalid frontend|failed to load LLB"
              + "|failed to compute cache key|failed to load cache key).*");

  private static final Pattern NO_DAEMON = Pattern.compile("(?s)listing workers for Build: .*");
  private static final Pattern DAEMON_DIED =
      Pattern.compile(
          "(?s)failed to (solve|receive status): (rpc error: code = )?Unavailable\\b.*");

  /** Of the registry's answer to a push. */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?s)(denied|unauthorized|insufficient_scope): .*"
              + "|.*\\b(401 Unauthorized|403 Forbidden)\\b.*");

  /** Above the error, when that belongs to a line: {@code Dockerfile:3} and a rule. */
  private static final String RULE = "--------------------";

  private static Pattern anchored(String cause) {
    return Pattern.compile("failed to solve: " + cause, Pattern.DOTALL);
  }

  FailureText {
    lastWords = List.copyOf(lastWords);
  }

  /**
   * The failure as callers see it.
   *
   * @param reached how far the build got
   */
  Failure explain(BuildStage reached) {
    String error = error();
    Matcher step = STEP.matcher(error);
    if (step.matches()) {
      Integer exitCode = Integer.valueOf(step.group(2));
      return failure(FailureCode.BUILD_STEP_FAILED, BuildStage.BUILDING, step.group(1), exitCode);
    }
    if (NO_DAEMON.matcher(error).matches()) {
      String message = "buildkitd does not answer at " + buildctl.address() + ": " + error;
      return failure(FailureCode.INTERNAL_ERROR, reached, message, null);
    }
    return failure(code(error), reached, error, null);
  }

  private FailureCode code(String error) {
    if (DAEMON_DIED.matcher(error).matches()) {
      return FailureCode.INTERRUPTED;
    }
    if (DISK_FULL.matcher(error).matches()) {
      return FailureCode.OUT_OF_DISK;
    }
    Matcher push = PUSH.matcher(error);
    if (push.matches()) {
      return DENIED.matcher(push.group(1)).matches()
          ? FailureCode.REGISTRY_DENIED
          : FailureCode.REGISTRY_UNREACHABLE;
    }
    if (BASE.matcher(error).matches()) {
      return FailureCode.BASE_IMAGE_UNAVAILABLE;
    }
    if (NO_DOCKERFILE.matcher(error).matches()) {
      return FailureCode.DOCKERFILE_MISSING;
    }
    return DOCKERFILE.matcher(error).matches() || lastWords.contains(RULE)
        ? FailureCode.DOCKERFILE_INVALID
        : FailureCode.INTERNAL_ERROR;
  }

  /** What follows {@code error:}, which can be several lines. */
  private String error() {
    String all =
        lastWords.stream()
            .dropWhile(line -> !line.startsWith(ERROR))
            .reduce((text, line) -> text + "\n" + line)
            .orElse("");
    return all.isEmpty()
        ? "buildctl ended without a word of why: " + lastWords
        : all.substring(ERROR.length());
  }

  private Failure failure(
      FailureCode code, BuildStage stage, String message, @Nullable Integer exitCode) {
    return new Failure(code, stage, message, exitCode, String.join("\n", lastWords));
  }

  /** The failure of an attempt whose files could not be written or read. */
  static Failure ofDisk(Exception trouble) {
    String message = String.valueOf(trouble.getMessage());
    FailureCode code =
        message.contains("No space left on device")
            ? FailureCode.OUT_OF_DISK
            : FailureCode.INTERNAL_ERROR;
    return Failure.of(code, BuildStage.STAGING, message);
  }
}
