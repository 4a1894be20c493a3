package io.lunabuilder.application.port;

import io.lunabuilder.domain.ArchiveLink;
import java.util.Optional;

/** Brings archives from one kind of place. Methods may be called from any thread and may block. */
public interface ArchiveSource {

  /** Is {@code link} one of this source's? Decided by its text alone. */
  boolean recognises(ArchiveLink link);

  /** How a link of this source looks, for the error that a link of no source gets. */
  String example();

  /**
   * Asks, when a build is submitted, what can be known cheaply.
   *
   * @return what is wrong; empty when nothing is known to be
   */
  Optional<ArchiveProblem> probe(ArchiveLink link);

  /** Opens the archive for one reading. */
  Opening open(ArchiveLink link) throws InterruptedException;

  /** What came of {@link #open}. */
  sealed interface Opening {
    /** The archive can be read; whoever opened it closes it. */
    record Opened(ArchiveContent content) implements Opening {}

    /** It cannot. */
    record Refused(ArchiveProblem problem) implements Opening {}
  }
}
