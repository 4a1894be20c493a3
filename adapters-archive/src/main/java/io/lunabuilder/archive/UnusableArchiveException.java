package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;

/** Carries a problem up through the libraries that read archives; callers get the value. */
final class UnusableArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient ArchiveProblem problem;

  UnusableArchiveException(FailureCode code, String message) {
    super(message);
    this.problem = new ArchiveProblem(code, message);
  }

  static UnusableArchiveException unsafe(String message) {
    return new UnusableArchiveException(FailureCode.ARCHIVE_UNSAFE, message);
  }

  static UnusableArchiveException corrupt(String message) {
    return new UnusableArchiveException(FailureCode.ARCHIVE_CORRUPT, message);
  }

  static UnusableArchiveException tooLarge(String message) {
    return new UnusableArchiveException(FailureCode.ARCHIVE_TOO_LARGE, message);
  }

  ArchiveProblem problem() {
    return problem;
  }
}
