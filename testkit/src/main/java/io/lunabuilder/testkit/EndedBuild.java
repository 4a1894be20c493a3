package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;

/**
 * An attempt that is over as soon as it began.
 *
 * @param result how it ended
 */
public record EndedBuild(BuilderResult result) implements RunningBuild {
  @Override
  public BuilderResult await() {
    return result;
  }

  @Override
  public void cancel() {
    // It is over.
  }

  @Override
  public void close() {
    // Nothing is left.
  }
}
