package com.example.buildkit;

import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import java.util.Optional;

/**
 * Builds with a BuildKit daemon. A build ends with the {@code buildctl} that asked for it, which
 * this process started: nothing of it goes on without this process, so there is nothing to adopt.
 *
 * @param buildctl talks to the daemon
 * @param times keep the files of builds apart
 * @param registryCache are cached layers kept in the registry, too?
 * @param workplace what the service gives
 */
record BuildKitBuilder(
    Buildctl buildctl, FileTimes times, boolean registryCache, Workplace workplace)
    implements ImageBuilder {

  @Override
  public BuilderName name() {
    return new BuilderName(BuildKitPlugin.NAME);
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    return BuildKitBuild.begin(this, job, progress);
  }

  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    AttemptFolder.sweep(AttemptFolder.path(workplace.folder(), job));
    return Optional.empty();
  }
}
