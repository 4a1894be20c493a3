package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import java.util.Optional;

/**
 * Builds images. Methods may be called from any thread, and several builds run at a time.
 *
 * <p>A builder must survive being asked twice for the same attempt (the second time after a crash),
 * and must leave nothing of a build behind once {@link RunningBuild#close} returned, however it
 * ended. {@code ImageBuilderContract} in {@code testkit} holds all that is promised here.
 */
public interface ImageBuilder {

  /** What callers call this builder. */
  BuilderName name();

  /**
   * Begins an attempt and returns soon.
   *
   * @param job its attempt number says which attempt
   * @param progress told of stages, in their order, and of each line that a step prints, as it is;
   *     one thing at a time, all of it before {@link RunningBuild#await} returns, and never a
   *     secret such as the one in the archive's link
   */
  RunningBuild start(BuildJob.InProgress job, BuildProgress progress);

  /**
   * Takes over an attempt that another process began, when it outlived that process.
   *
   * @return empty when nothing of it runs any more; what it left behind is gone then
   */
  Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress);
}
