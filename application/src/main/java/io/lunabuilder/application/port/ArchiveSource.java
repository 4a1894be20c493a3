package io.lunabuilder.application.port;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings archives from one kind of place. Methods may be called from any thread and may block. */
public interface ArchiveSource {

  /** Is {@code link} one of this source's? Decided by its text alone. */
  boolean recognises(ArchiveLink link);

  /** How a link of this source looks, for the error that a link of no source gets. */
  String example();

  /** Asks, when a build is submitted, what can be known cheaply. */
  Probe probe(ArchiveLink link);

  /** Opens the archive for one reading, from its beginning. */
  default Opening open(Archive archive) throws InterruptedException {
    return open(archive, 0);
  }

  /**
   * Opens the archive for one reading.
   *
   * @param archive where it names a version, no other is opened
   * @param offset bytes to leave out; more than 0 only where an earlier opening had a version
   */
  Opening open(Archive archive, long offset) throws InterruptedException;

  /**
   * Lets others fetch the archive, who have none of this source's credentials.
   *
   * @param validity how long they can, at least
   */
  default HandOff handOff(Archive archive, Duration validity) {
    return new HandOff.Impossible(
        new ArchiveProblem(
            FailureCode.ARCHIVE_DENIED, archive.link() + " can be read by this service only"));
  }

  /** What {@link #probe} found. */
  sealed interface Probe {
    /**
     * Nothing wrong.
     *
     * @param version of what is there now; null where that is not known
     */
    record Fine(@Nullable ArchiveVersion version) implements Probe {}

    /** No build of it can succeed as things are. */
    record Wrong(ArchiveProblem problem) implements Probe {}
  }

  /** What came of {@link #open}. */
  sealed interface Opening {
    /** The archive can be read; whoever opened it closes it. */
    record Opened(ArchiveContent content) implements Opening {}

    /** It cannot. */
    record Refused(ArchiveProblem problem) implements Opening {}
  }
}
