package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a build needs to know of its pod as it was last seen: of a pod's thousand fields these.
 *
 * @param uid tells it from a later pod of the same name
 * @param phase Pending, Running, Succeeded, Failed or Unknown
 * @param reason why the pod failed as a whole, for example Evicted; empty where a container ended
 * @param message the same in words
 * @param deletedAt when somebody asked for it to go; null when nobody did
 * @param disruption why the cluster itself takes it away, for example EvictionByEvictionAPI; empty
 *     when it does not
 * @param scheduled has it a node?
 * @param unscheduled why no node was found; empty when one was, or none was looked for yet
 * @param containers in the order in which they run
 */
record PodSeen(
    String uid,
    String phase,
    String reason,
    String message,
    @Nullable Instant deletedAt,
    String disruption,
    boolean scheduled,
    String unscheduled,
    List<Container> containers) {

  /** What is seen of a container. */
  record Container(String name, State state) {}

  /** What a container does. */
  sealed interface State {
    /** It does not run yet. */
    record Waiting(String reason, String message) implements State {}

    /** It runs. */
    record Running() implements State {}

    /**
     * It ended.
     *
     * @param words its termination message
     */
    record Ended(int exitCode, String reason, String words) implements State {}
  }

  static PodSeen of(V1Pod pod) {
    V1PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(V1PodStatus::new);
    OffsetDateTime deleted = Metadata.of(pod).getDeletionTimestamp();
    return new PodSeen(
        text(Metadata.of(pod).getUid()),
        text(status.getPhase()),
        text(status.getReason()),
        text(status.getMessage()),
        deleted == null ? null : deleted.toInstant(),
        condition(status, "DisruptionTarget", "True").map(c -> text(c.getReason())).orElse(""),
        condition(status, "PodScheduled", "True").isPresent(),
        condition(status, "PodScheduled", "False").map(c -> text(c.getMessage())).orElse(""),
        containers(status));
  }

  private static Optional<V1PodCondition> condition(V1PodStatus status, String type, String is) {
    return Objects.requireNonNullElse(status.getConditions(), List.<V1PodCondition>of()).stream()
        .filter(condition -> type.equals(condition.getType()) && is.equals(condition.getStatus()))
        .findFirst();
  }

  private static List<Container> containers(V1PodStatus status) {
    List<Container> seen = new ArrayList<>();
    add(status.getInitContainerStatuses(), seen);
    add(status.getContainerStatuses(), seen);
    return List.copyOf(seen);
  }

  private static void add(@Nullable List<V1ContainerStatus> statuses, List<Container> seen) {
    Objects.requireNonNullElse(statuses, List.<V1ContainerStatus>of())
        .forEach(container -> seen.add(new Container(container.getName(), state(container))));
  }

  private static State state(V1ContainerStatus container) {
    V1ContainerState state = container.getState();
    if (state != null && state.getTerminated() != null) {
      var ended = state.getTerminated();
      return new State.Ended(
          ended.getExitCode(), text(ended.getReason()), text(ended.getMessage()));
    }
    if (state != null && state.getRunning() != null) {
      return new State.Running();
    }
    var waiting = state == null ? null : state.getWaiting();
    return waiting == null
        ? new State.Waiting("", "")
        : new State.Waiting(text(waiting.getReason()), text(waiting.getMessage()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** The state of a container; waiting where nothing is known of it. */
  State state(String container) {
    return containers.stream()
        .filter(seen -> seen.name().equals(container))
        .map(Container::state)
        .findFirst()
        .orElse(new State.Waiting("", ""));
  }

  /** Did it end, or will none of its containers run any more? */
  boolean isOver() {
    return phase.equals("Succeeded")
        || phase.equals("Failed")
        || containers.stream()
            .anyMatch(seen -> seen.state() instanceof State.Ended(int code, _, _) && code != 0)
        || state(BuildPod.BUILD) instanceof State.Ended;
  }

  /** Did any container of it run? */
  boolean hasRun() {
    return containers.stream().anyMatch(seen -> !(seen.state() instanceof State.Waiting));
  }
}
