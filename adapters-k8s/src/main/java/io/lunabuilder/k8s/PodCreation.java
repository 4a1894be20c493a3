package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Gets the pod of an attempt made, however long the API server is away.
 *
 * @param watched wakes it when the build is not wanted any more
 * @param progress hears of trouble
 */
record PodCreation(
    Site site,
    BuildJob.InProgress job,
    PodIdentity identity,
    WatchedPod watched,
    BuildProgress progress) {
  private static final Duration MARGIN = Duration.ofHours(1);
  private static final int LONGEST_PAUSE_SECONDS = 5;

  /**
   * Makes it, or finds that it is there already.
   *
   * @param unwanted is there nobody any more who waits for the build?
   * @return how the build ended; empty when the pod is there now
   */
  Optional<BuilderResult> create(BooleanSupplier unwanted) throws InterruptedException {
    Duration validity = site.settings().clocks().start().plus(MARGIN);
    return switch (site.handOff(job.spec().archive(), validity)) {
      case HandOff.Impossible(var problem) ->
          failed(Failure.of(problem.code(), BuildStage.STAGING, problem.message()));
      case HandOff.Link link ->
          create(new BuildPod(site.settings(), job, identity).toModel(link), unwanted);
    };
  }

  private Optional<BuilderResult> create(V1Pod pod, BooleanSupplier unwanted)
      throws InterruptedException {
    for (int attempt = 0; !unwanted.getAsBoolean(); attempt++) {
      try {
        if (!site.cluster().create(pod)) {
          progress.repeat();
        }
        return Optional.empty();
      } catch (ApiException e) {
        if (!Refusal.isPassing(e)) {
          return failed(Refusal.failure(e));
        }
        if (attempt == 0) {
          progress.log("Kubernetes: " + Refusal.message(e) + "; trying again");
        }
        watched.await(Duration.ofSeconds(Math.min(attempt + 1, LONGEST_PAUSE_SECONDS)));
      }
    }
    return Optional.of(new BuilderResult.Stopped());
  }

  private static Optional<BuilderResult> failed(Failure failure) {
    return Optional.of(new BuilderResult.Failed(failure));
  }
}
