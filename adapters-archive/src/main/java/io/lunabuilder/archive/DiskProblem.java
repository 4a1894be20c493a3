package io.lunabuilder.archive;

import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What it means when the disk refuses to be written to; Linux says it in words (errno(3)). */
final class DiskProblem {
  private DiskProblem() {}

  /**
   * @return the problem to throw, where it is one of the archive or of room
   * @throws UncheckedIOException when the disk or its rights are at fault
   */
  static UnusableArchiveException of(IOException failure, String entry) {
    String words = Objects.requireNonNullElse(failure.getMessage(), "");
    if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
      return new UnusableArchiveException(
          FailureCode.OUT_OF_DISK,
          "the disk is full; there was no room for " + EntryName.shown(entry));
    }
    if (words.contains("File name too long")) {
      return UnusableArchiveException.unsafe(
          "the entry " + EntryName.shown(entry) + " has a path that is too long for this machine");
    }
    throw new UncheckedIOException(failure);
  }
}
