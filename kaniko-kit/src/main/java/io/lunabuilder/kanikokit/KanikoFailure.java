package io.lunabuilder.kanikokit;

import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cause of a failed build from how its executor ended.
 *
 * @param exitCode of the executor: that of a failing {@code RUN}, 255 for a {@code RUN} that a
 *     signal ended, 137 when the executor itself was killed, 1 for everything else
 * @param killedForMemory did the kernel kill something for its memory meanwhile?
 * @param diskFull was nothing left of the disk when it ended? What a step prints is no proof
 * @param stage what the build was doing
 * @param step the Dockerfile's step that was begun last, or null
 * @param lastLines the end of the output, oldest first
 */
public record KanikoFailure(
    int exitCode,
    boolean killedForMemory,
    boolean diskFull,
    BuildStage stage,
    @Nullable String step,
    List<String> lastLines) {
  private static final int EXECUTOR_KILLED = 137;
  private static final Pattern DENIED =
      Pattern.compile(
          "unauthorized|denied|forbidden|\\b401\\b|\\b403\\b|authentication required",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STEP_EXIT =
      Pattern.compile("waiting for process to exit: (exit status \\d+|signal: .*)");
  private static final Pattern USAGE = Pattern.compile("^(Usage:|Flags:|Use \".*)$");

  public KanikoFailure {
    lastLines = List.copyOf(lastLines);
  }

  /** The failure as callers see it. */
  public Failure explain() {
    String cause = cause();
    FailureCode code = code(cause);
    boolean ofStep = code == FailureCode.BUILD_STEP_FAILED || code == FailureCode.OUT_OF_MEMORY;
    return new Failure(
        code,
        stage,
        ofStep ? stepMessage(cause) : cause,
        code == FailureCode.BUILD_STEP_FAILED && isStepExit(cause) ? exitCode : null,
        String.join("\n", lastLines));
  }

  private FailureCode code(String cause) {
    if (killedForMemory && (exitCode == EXECUTOR_KILLED || isStepExit(cause))) {
      return FailureCode.OUT_OF_MEMORY;
    }
    if (isStepExit(cause) ? diskFull : mentionsFullDisk(cause)) {
      return FailureCode.OUT_OF_DISK;
    }
    if (cause.startsWith("error checking push permissions")
        || cause.startsWith("error pushing image")) {
      return DENIED.matcher(cause).find()
          ? FailureCode.REGISTRY_DENIED
          : FailureCode.REGISTRY_UNREACHABLE;
    }
    return cause.startsWith("error building image") ? buildCode(cause) : ofOther(cause);
  }

  private FailureCode buildCode(String cause) {
    String inner = cause.substring("error building image".length()).toLowerCase(Locale.ROOT);
    if (isStepExit(cause)) {
      return FailureCode.BUILD_STEP_FAILED;
    }
    if (inner.startsWith(": parsing dockerfile")
        || inner.contains("unknown instruction")
        || inner.contains("is not a valid target build stage")
        || inner.startsWith(": expanding meta args")
        || inner.contains("resolving base name")) {
      return FailureCode.DOCKERFILE_INVALID;
    }
    if (inner.contains("failed to initialize ignore list")) {
      return FailureCode.INTERNAL_ERROR;
    }
    if (stage == BuildStage.STARTING || inner.contains("failed to get filesystem from image")) {
      return FailureCode.BASE_IMAGE_UNAVAILABLE;
    }
    return inner.contains("error building stage")
        ? FailureCode.BUILD_STEP_FAILED
        : FailureCode.INTERNAL_ERROR;
  }

  private static FailureCode ofOther(String cause) {
    return cause.contains("error resolving dockerfile path")
            || cause.contains("provide a valid path to a Dockerfile")
        ? FailureCode.DOCKERFILE_MISSING
        : FailureCode.INTERNAL_ERROR;
  }

  private static boolean isStepExit(String cause) {
    return STEP_EXIT.matcher(cause).find();
  }

  private static boolean mentionsFullDisk(String cause) {
    return cause.toLowerCase(Locale.ROOT).contains("no space left on device");
  }

  private String stepMessage(String cause) {
    return step == null ? cause : "step \"" + step + "\" failed: " + cause;
  }

  /**
   * kaniko's last word: the line that begins as its errors do, else the last line that is no usage
   * text.
   */
  private String cause() {
    Optional<String> own =
        lastLines.reversed().stream()
            .filter(line -> line.startsWith("error ") || line.startsWith("Error: "))
            .findFirst();
    return own.or(this::lastWords).orElse("the executor ended with exit code " + exitCode);
  }

  private Optional<String> lastWords() {
    return lastLines.reversed().stream()
        .filter(line -> !line.isBlank() && !USAGE.matcher(line).matches() && !line.startsWith("  "))
        .findFirst();
  }
}
