package io.lunabuilder.application.port;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Unpacks archives of any kind that is supported, recognised by content, and defends the machine
 * against what may be in them. Memory stays flat whatever the archive's size.
 */
public interface ArchiveUnpacker {

  /**
   * Unpacks into an existing, empty folder and writes nothing outside of it. After a problem the
   * folder may hold a part; the caller deletes it.
   *
   * @return what is wrong with the archive; empty when all of it was unpacked
   */
  Optional<ArchiveProblem> unpack(ArchiveContent archive, Path folder) throws InterruptedException;
}
