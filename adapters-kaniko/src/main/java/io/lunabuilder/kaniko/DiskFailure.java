package io.lunabuilder.kaniko;

import io.lunabuilder.domain.FailureCode;
import org.jspecify.annotations.Nullable;

/** Tells a full disk from other trouble with files; the JDK has no exception of its own for it. */
final class DiskFailure {
  private DiskFailure() {}

  static FailureCode code(Throwable trouble) {
    for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
        return FailureCode.OUT_OF_DISK;
      }
    }
    return FailureCode.INTERNAL_ERROR;
  }
}
