package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildStage;

/** Hears what an attempt does. */
public interface BuildProgress {

  /** It reached {@code stage}. */
  void stage(BuildStage stage);

  /** It printed {@code line}, without the line's end. */
  void log(String line);
}
