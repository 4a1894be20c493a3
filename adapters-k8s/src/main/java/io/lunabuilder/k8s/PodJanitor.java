package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.lunabuilder.domain.BuildId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes pods of this service that no build is at any more: those that were kept for a while, and
 * those that a crash left. A pod of another service has another label, and is never even seen.
 */
final class PodJanitor {
  /** A pod may be seen before its build is recorded. */
  private static final Duration YOUNG = Duration.ofSeconds(30);

  private final Site site;
  private final PodOwners owners;
  private final InstantSource clock;

  PodJanitor(Site site, PodOwners owners, InstantSource clock) {
    this.site = site;
    this.owners = owners;
    this.clock = clock;
  }

  /** One sweep over all namespaces in which builds run. */
  void sweep() {
    for (NamespaceWatch watch : site.watches().all()) {
      watch.pods().stream()
          .filter(pod -> !watch.isFollowed(Metadata.name(pod)))
          .filter(this::isDue)
          .forEach(pod ->
              site.removal().remove(Metadata.namespace(pod), Metadata.name(pod), Duration.ZERO));
    }
  }

  private boolean isDue(V1Pod pod) {
    PodSeen seen = PodSeen.of(pod);
    Optional<Instant> ended = seen.isOver() ? ended(pod) : Optional.empty();
    Instant now = clock.instant();
    if (ended.isPresent() && ended.get().plus(kept(seen)).isAfter(now)) {
      return false;
    }
    OffsetDateTime created = Metadata.of(pod).getCreationTimestamp();
    boolean young = created != null && created.toInstant().plus(YOUNG).isAfter(now);
    return !young && !isOwned(pod);
  }

  private Duration kept(PodSeen pod) {
    boolean failed = !pod.phase().equals("Succeeded");
    KubernetesSettings.Clocks clocks = site.settings().clocks();
    return failed ? clocks.keepFailed() : clocks.keep();
  }

  private boolean isOwned(V1Pod pod) {
    String attempt = Metadata.label(pod, PodIdentity.ATTEMPT);
    Optional<BuildId> build = BuildId.parse(Metadata.label(pod, PodIdentity.BUILD));
    return build.isEmpty()
        || !attempt.matches("[0-9]{1,6}")
        || owners.isAt(build.get(), Integer.parseInt(attempt));
  }

  private static Optional<Instant> ended(V1Pod pod) {
    return pod.getStatus() != null
        ? Objects.requireNonNullElse(
                pod.getStatus().getContainerStatuses(), List.<V1ContainerStatus>of())
            .stream()
            .map(status -> status.getState() == null ? null : status.getState().getTerminated())
            .filter(Objects::nonNull)
            .map(terminated -> terminated.getFinishedAt())
            .filter(Objects::nonNull)
            .map(OffsetDateTime::toInstant)
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
