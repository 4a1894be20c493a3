package io.lunabuilder.application.port;

import io.lunabuilder.domain.ArchiveLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Keeps archives that callers send, until they are used or grow old. */
public interface ArchiveUploads {

  /**
   * Keeps the bytes of {@code body}; nothing of it stays when it breaks off or is too large.
   *
   * @throws IOException when the body breaks off or the disk is full
   */
  Reception receive(InputStream body) throws IOException;

  /** The file of an archive; empty when there is none. */
  Optional<Path> find(ArchiveLink link);

  /**
   * Forgets one archive.
   *
   * @return false when there is no such archive
   */
  boolean delete(ArchiveLink link);

  /** Forgets what was sent before {@code receivedBefore}; returns how many archives that were. */
  int purge(Instant receivedBefore);

  /** What came of {@link #receive}. */
  sealed interface Reception {
    /**
     * It is kept, durably.
     *
     * @param size bytes
     * @param sha256 64 hexadecimal digits
     */
    record Received(ArchiveLink link, long size, String sha256) implements Reception {}

    /** It is over the limit. */
    record TooLarge(long limitBytes) implements Reception {}

    /** There was nothing in it. */
    record Empty() implements Reception {}
  }
}
