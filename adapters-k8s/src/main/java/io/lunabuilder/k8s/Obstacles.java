package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.models.CoreV1Event;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a pod from starting: seen in its state and in the warnings about it, told in the
 * build's log, and the failure when it lasts. Warnings are looked at only while a pod does not
 * start.
 */
final class Obstacles {
  private static final Duration USUAL_START = Duration.ofSeconds(3);

  /** They will not go away by themselves. */
  private static final Set<String> FINAL = Set.of("InvalidImageName", "ErrImageNeverPull");

  private static final Set<String> OF_IMAGES =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable");

  private final PodWarnings warnings;
  private final Duration patience;
  private final Consumer<String> said;
  private final Set<String> told = new HashSet<>();
  private long scheduled = System.nanoTime();
  private @Nullable Failure obstacle;
  private long since;

  /**
   * @param warnings of the pod's namespace
   * @param patience how long an obstacle may last
   * @param said gets lines for the build's log
   */
  Obstacles(PodWarnings warnings, Duration patience, Consumer<String> said) {
    this.warnings = warnings;
    this.patience = patience;
    this.said = said;
  }

  /** What stands in the way now; empty when nothing is known. */
  Optional<Failure> current() {
    return Optional.ofNullable(obstacle);
  }

  /**
   * Looks at a pod that has not started.
   *
   * @return the failure, once an obstacle lasted too long
   */
  Optional<Failure> look(PodSeen pod) {
    Failure found = found(pod);
    if (found == null) {
      found = warned(pod);
    }
    boolean another = obstacle == null || found == null || found.code() != obstacle.code();
    if (another) {
      since = System.nanoTime();
    }
    if (found != null && told.add(found.message())) {
      said.accept("Kubernetes: " + found.message());
    }
    obstacle = found;
    return found != null && found.code() != FailureCode.UNSCHEDULABLE && isTooLong(pod)
        ? Optional.of(found)
        : Optional.empty();
  }

  private boolean isTooLong(PodSeen pod) {
    return isFinal(pod) || System.nanoTime() - since > patience.toNanos();
  }

  private static boolean isFinal(PodSeen pod) {
    return pod.containers().stream()
        .anyMatch(seen ->
            seen.state() instanceof PodSeen.State.Waiting(String reason, _)
                && FINAL.contains(reason));
  }

  private static @Nullable Failure found(PodSeen pod) {
    if (!pod.unscheduled().isEmpty()) {
      return failure(FailureCode.UNSCHEDULABLE, pod.unscheduled());
    }
    for (PodSeen.Container container : pod.containers()) {
      if (container.state() instanceof PodSeen.State.Waiting(String reason, String message)) {
        if (OF_IMAGES.contains(reason)) {
          return failure(
              FailureCode.BUILDER_IMAGE_UNAVAILABLE, message.isEmpty() ? reason : message);
        }
        if (reason.startsWith("Create") || reason.endsWith("Error")) {
          return failure(FailureCode.POD_CANNOT_START, reason + ": " + message);
        }
      }
    }
    return null;
  }

  /**
   * The newest warning about a pod that has a node and does not start, for instance a volume's. A
   * pod that waits for its turn at the scheduler is not asked about.
   */
  private @Nullable Failure warned(PodSeen pod) {
    if (!pod.scheduled()) {
      scheduled = System.nanoTime();
    }
    if (pod.uid().isEmpty() || System.nanoTime() - scheduled < USUAL_START.toNanos()) {
      return obstacle;
    }
    Failure newest = null;
    for (CoreV1Event event : warnings.about(pod.uid())) {
      String message = event.getReason() + ": " + event.getMessage();
      if (event.getReason() != null && event.getReason().startsWith("Failed")) {
        newest = failure(FailureCode.POD_CANNOT_START, message);
      } else if (told.add(message)) {
        said.accept("Kubernetes: " + message);
      }
    }
    return newest;
  }

  private static Failure failure(FailureCode code, String message) {
    return Failure.of(code, BuildStage.STAGING, message.strip());
  }
}
