package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuilderName;
import java.util.Optional;

/**
 * Builds with kaniko in pods of a cluster (R4). A pod outlives this process, and is found again.
 */
final class KubernetesKaniko implements ImageBuilder {
  private final Site site;

  KubernetesKaniko(Site site) {
    this.site = site;
  }

  @Override
  public BuilderName name() {
    return BuilderName.KANIKO;
  }

  @Override
  public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
    return PodBuild.begin(site, job, progress, false);
  }

  /** While nobody answers for the pod, it is taken to be there. */
  @Override
  public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
    return isThere(PodIdentity.of(site.settings().instance(), job))
        ? Optional.of(PodBuild.begin(site, job, progress, true))
        : Optional.empty();
  }

  private boolean isThere(PodIdentity pod) {
    try {
      return site.cluster().find(pod).isPresent();
    } catch (ApiException e) {
      return Refusal.isPassing(e);
    }
  }
}
