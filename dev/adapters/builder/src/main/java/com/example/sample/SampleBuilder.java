package com.example.sample;

import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import java.util.Optional;

/**
 * Builds with sample.
 *
 * @param address where it is
 */
record SampleBuilder(String address, Workplace workplace) implements ImageBuilder {

  @Override
  public BuilderName name() {
    return new BuilderName("sample");
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    return SampleBuild.begin(this, job, progress);
  }

  /** Nothing outlives this process: what a dead one left is removed here. */
  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    AttemptFolder.of(workplace, job).delete();
    return Optional.empty();
  }
}
