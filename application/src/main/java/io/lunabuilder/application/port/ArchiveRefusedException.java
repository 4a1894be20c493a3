package io.lunabuilder.application.port;

import java.io.IOException;

/** Ends the reading of an archive for a cause that is known, and stays when it is read again. */
public class ArchiveRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient ArchiveProblem problem;

  public ArchiveRefusedException(ArchiveProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** The cause. */
  public ArchiveProblem problem() {
    return problem;
  }
}
