package io.lunabuilder.k8s;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.kanikokit.KanikoCall;
import io.lunabuilder.kanikokit.KanikoFailure;
import io.lunabuilder.kanikokit.KanikoOutput;
import io.lunabuilder.kanikokit.LastWords;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what the end of a pod means.
 *
 * <p>Source of the reasons: k8s.io/kubernetes v1.34, pkg/kubelet/eviction,
 * pkg/kubelet/active_deadline.go, pkg/controller/tainteviction and pkg/controller/podgc; "Pod
 * disruption conditions" in the documentation of Kubernetes.
 *
 * @param spec what was to be built
 * @param call how the executor was called
 * @param output what the executor printed
 */
record PodEnd(BuildSpec spec, KanikoCall call, KanikoOutput output) {
  private static final String OUT_OF_MEMORY = "OOMKilled";
  private static final String DELETED = "somebody deleted the build's pod";

  /**
   * Exit codes of SIGKILL and SIGTERM; that of a program in Go that is a container's first process.
   */
  private static final Set<Integer> KILLED = Set.of(137, 143, 2);

  private static final Set<String> OF_LOST_NODES =
      Set.of("DeletionByTaintManager", "DeletionByPodGC");

  /** What became of a pod that ended, or was taken away. */
  BuilderResult of(PodSeen pod) {
    Optional<FailureCode> taken = taken(pod);
    if (taken.isPresent() && !hasSucceeded(pod)) {
      return failed(taken.get(), inWords(pod));
    }
    PodSeen.State stager = pod.state(BuildPod.STAGE);
    if (stager instanceof PodSeen.State.Ended(int code, String reason, String words) && code != 0) {
      return ofContainer(code, reason, words);
    }
    return pod.state(BuildPod.BUILD)
            instanceof PodSeen.State.Ended(int code, String reason, String words)
        ? ofContainer(code, reason, words)
        : failed(FailureCode.POD_DELETED, "the pod went away before its container ended");
  }

  /** What became of a pod that is not there any more, and did not end before. */
  BuilderResult ofGone(PodSeen pod) {
    return pod.isOver() || taken(pod).isPresent()
        ? of(pod)
        : failed(FailureCode.POD_DELETED, DELETED);
  }

  private static boolean hasSucceeded(PodSeen pod) {
    return pod.state(BuildPod.BUILD) instanceof PodSeen.State.Ended(int code, _, _) && code == 0;
  }

  /** Why it was ended as a whole; empty when it was not. */
  private static Optional<FailureCode> taken(PodSeen pod) {
    if (pod.reason().equals("DeadlineExceeded")) {
      return Optional.of(FailureCode.BUILD_TIMEOUT);
    }
    if (pod.reason().equals("Evicted")) {
      return Optional.of(
          pod.message().contains("ephemeral")
              ? FailureCode.STORAGE_LIMIT_EXCEEDED
              : FailureCode.EVICTED);
    }
    if (OF_LOST_NODES.contains(pod.disruption()) || pod.reason().equals("NodeLost")) {
      return Optional.of(FailureCode.NODE_LOST);
    }
    if (!pod.disruption().isEmpty()) {
      return Optional.of(FailureCode.EVICTED);
    }
    if (pod.deletedAt() != null && wasKilled(pod)) {
      return Optional.of(FailureCode.POD_DELETED);
    }
    // Whatever else the kubelet refuses a pod for, for example OutOfcpu or NodeAffinity.
    return pod.phase().equals("Failed") && !pod.reason().isEmpty()
        ? Optional.of(FailureCode.EVICTED)
        : Optional.empty();
  }

  /** By a signal, as pods are that somebody deletes. */
  private static boolean wasKilled(PodSeen pod) {
    return pod.containers().stream()
        .anyMatch(seen ->
            seen.state() instanceof PodSeen.State.Ended(int code, String reason, _)
                && KILLED.contains(code)
                && !reason.equals(OUT_OF_MEMORY));
  }

  private static String inWords(PodSeen pod) {
    String reason = pod.reason().isEmpty() ? pod.disruption() : pod.reason();
    if (reason.isEmpty()) {
      return DELETED;
    }
    return pod.message().isEmpty() ? reason : reason + ": " + pod.message().strip();
  }

  private BuilderResult ofContainer(int exitCode, String reason, String words) {
    LastWords last = new LastWords(words);
    Optional<ArchiveProblem> problem = last.problem();
    if (exitCode != 0 && problem.isPresent()) {
      ArchiveProblem found = problem.get();
      return new BuilderResult.Failed(
          Failure.of(found.code(), BuildStage.STAGING, found.message()));
    }
    if (exitCode == 0) {
      Optional<Digest> digest = last.digest();
      return digest.isPresent()
          ? new BuilderResult.Pushed(call.reference(spec), digest.get())
          : failed(
              FailureCode.BUILD_STEP_FAILED,
              "kaniko ended well, but the digest is not where it writes it: a step must leave "
                  + LastWords.FILE
                  + " alone");
    }
    boolean killed = reason.equals(OUT_OF_MEMORY);
    return new BuilderResult.Failed(
        new KanikoFailure(
                exitCode,
                killed,
                false,
                output.stage(),
                output.step().orElse(null),
                output.lastLines())
            .explain());
  }

  private BuilderResult failed(FailureCode code, String message) {
    return new BuilderResult.Failed(Failure.of(code, output.stage(), message));
  }
}
