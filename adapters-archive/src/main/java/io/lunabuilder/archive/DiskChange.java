package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One change of the disk. */
interface DiskChange {
  void run() throws IOException;

  /** Makes a change for the entry {@code path}, and says what its failure means. */
  static void make(EntryPath path, DiskChange change) throws IOException {
    try {
      change.run();
    } catch (FileAlreadyExistsException e) {
      throw UnusableArchiveException.unsafe(
          "the entry " + EntryName.shown(path.toString()) + " stands in place of a folder");
    } catch (UnusableArchiveException
        | UnreadableArchiveException
        | InterruptedIOException
        | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw DiskProblem.of(e, path.toString());
    }
  }

  /**
   * Makes something at {@code place}, instead of a file or link that is there. What the link leads
   * to stays as it is, and a folder too.
   */
  static void replacing(Path place, DiskChange change) throws IOException {
    try {
      change.run();
    } catch (FileAlreadyExistsException e) {
      if (PathKind.of(place) == PathKind.FOLDER) {
        throw e;
      }
      Files.delete(place);
      change.run();
    }
  }
}
