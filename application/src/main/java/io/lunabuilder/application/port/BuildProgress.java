package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildStage;

/** Hears what an attempt does. */
public interface BuildProgress {

  /** It reached {@code stage}. */
  void stage(BuildStage stage);

  /** It printed {@code line}, without the line's end. */
  void log(String line);

  /**
   * Its output is told again from its beginning, since another process heard it before: lines that
   * are known already are left out. A builder says this before the first line.
   */
  void repeat();
}
