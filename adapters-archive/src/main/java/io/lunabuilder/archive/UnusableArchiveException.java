package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.domain.FailureCode;

/** Carries a problem up through the libraries that read archives; callers get the value. */
final class UnusableArchiveException extends ArchiveRefusedException {
  private static final long serialVersionUID = 1L;

  UnusableArchiveException(FailureCode code, String message) {
    super(new ArchiveProblem(code, message));
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
}
