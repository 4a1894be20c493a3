package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.util.Optional;

/**
 * Builds with a kaniko executor on this machine (R12), inside the limits of this process's own
 * container, since a build is its child (R18). Nothing of a build outlives this process.
 */
final class LocalKaniko implements ImageBuilder {
  private final KanikoSettings settings;
  private final Isolation isolation;
  private final Supervisor supervisor;
  private final ContextStaging staging;

  LocalKaniko(
      KanikoSettings settings, Isolation isolation, Supervisor supervisor, ContextStaging staging) {
    this.settings = settings;
    this.isolation = isolation;
    this.supervisor = supervisor;
    this.staging = staging;
  }

  @Override
  public BuilderName name() {
    return BuilderName.LOCAL_KANIKO;
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    return switch (isolation) {
      case Isolation.Possible(IsolationWay way) -> {
        Workshop workshop = new Workshop(settings, way, supervisor, staging);
        yield LocalBuild.begin(workshop, job, progress);
      }
      case Isolation.Impossible impossible ->
          new RunningBuild.Ended(new BuilderResult.Failed(cannotBuild(impossible)));
    };
  }

  /** This machine cannot keep a build apart. */
  private static Failure cannotBuild(Isolation.Impossible why) {
    return Failure.of(FailureCode.INTERNAL_ERROR, BuildStage.STARTING, why.describe());
  }

  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    try {
      supervisor.sweep(BuildFolder.of(settings.buildsFolder(), job).path());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
