package io.lunabuilder.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a build failed.
 *
 * @param code the cause
 * @param stage what the build was doing
 * @param message the cause in words, naming the entry, step or host that it is about
 * @param exitCode exit code of the failing step, where there was one
 * @param logTail the last lines of the log, where they tell more
 */
public record Failure(
    FailureCode code,
    BuildStage stage,
    String message,
    @Nullable Integer exitCode,
    String logTail) {
  public Failure {
    Objects.requireNonNull(code);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(message);
    Objects.requireNonNull(logTail);
  }

  /** A failure that no step's exit code belongs to. */
  public static Failure of(FailureCode code, BuildStage stage, String message) {
    return new Failure(code, stage, message, null, "");
  }

  /** The same failure with the end of the build's log. */
  public Failure withLogTail(String tail) {
    return new Failure(code, stage, message, exitCode, tail);
  }
}
