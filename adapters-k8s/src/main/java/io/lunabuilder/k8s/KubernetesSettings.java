package io.lunabuilder.k8s;

import io.lunabuilder.domain.Registry;
import io.lunabuilder.kanikokit.StagingTask;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How builds run in a cluster.
 *
 * @param instance which service a pod belongs to: a label's value, the same for all services that
 *     share their builds, another for all others
 * @param images what runs in pods
 * @param registry where images are pushed (R20)
 * @param insecureRegistries hosts that may be spoken to without verified TLS (R21)
 * @param archiveHosts hosts with private addresses that links to archives may lead to
 * @param archiveLimits bounds of archives
 * @param limits resources of a pod (R19)
 * @param extras what else a cluster asks of its pods
 * @param clocks how long things may take
 */
public record KubernetesSettings(
    String instance,
    Images images,
    Registry registry,
    Set<String> insecureRegistries,
    List<String> archiveHosts,
    StagingTask.Limits archiveLimits,
    PodLimits limits,
    PodExtras extras,
    Clocks clocks) {
  public KubernetesSettings {
    insecureRegistries = Set.copyOf(insecureRegistries);
    archiveHosts = List.copyOf(archiveHosts);
  }

  /**
   * Images of containers.
   *
   * @param builder has the stager and an executor below {@code /kaniko}
   * @param executor another image with an executor at {@code /kaniko/executor}; then the builder's
   *     one only stages, in an init container, which costs about a second; empty for none
   */
  public record Images(String builder, String executor) {
    boolean oneContainer() {
      return executor.isEmpty();
    }
  }

  /**
   * Clocks of a pod.
   *
   * @param start how long an attempt may take until its first step runs
   * @param build how long an attempt may take
   * @param keep how long a pod stays after a build that ended well; zero for not at all
   * @param keepFailed the same after one that failed
   * @param patience how long what keeps a pod from starting may last before it counts as a failure
   */
  public record Clocks(
      Duration start, Duration build, Duration keep, Duration keepFailed, Duration patience) {}
}
