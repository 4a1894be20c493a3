package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;

/**
 * An attempt that was never begun, because this machine cannot keep a build apart.
 *
 * @param why in words
 */
record RefusedBuild(String why) implements RunningBuild {

  @Override
  public BuilderResult await() {
    return new BuilderResult.Failed(
        Failure.of(FailureCode.INTERNAL_ERROR, BuildStage.STARTING, why));
  }

  @Override
  public void cancel() {
    // There is nothing to end.
  }

  @Override
  public void close() {
    // There is nothing to clear up.
  }
}
