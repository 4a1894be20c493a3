package io.lunabuilder.application.port;

import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import java.util.Optional;

/**
 * Builds images.
 *
 * <p>A builder must survive being asked twice for the same attempt (the second time after a crash),
 * and must leave nothing of a build behind once {@link RunningBuild#await} returned, however it
 * ended.
 */
public interface ImageBuilder {

  /** What callers call this builder. */
  BuilderName name();

  /**
   * Begins an attempt and returns soon.
   *
   * @param job its attempt number says which attempt
   * @param progress told of stages and output, from one thread
   */
  RunningBuild start(BuildJob.InProgress job, BuildProgress progress);

  /**
   * Takes over an attempt that another process began, when it outlived that process.
   *
   * @return empty when nothing of it runs any more; what it left behind is gone then
   */
  Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress);
}
