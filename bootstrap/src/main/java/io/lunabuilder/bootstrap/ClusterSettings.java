package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.BuildTimeLimit;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ClusterBuildPolicy;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.k8s.ClusterAccess;
import io.lunabuilder.k8s.KubernetesSettings;
import io.lunabuilder.k8s.PodExtras;
import io.lunabuilder.k8s.PodLimits;
import io.lunabuilder.kanikokit.StagingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses about builds in Kubernetes (R4, R10, R19).
 *
 * @param access how the API server is reached
 * @param instance which service pods belong to; null for one made from where builds are kept
 * @param namespace where builds run whose request names none
 * @param allowed namespaces that requests may name; empty for all
 * @param images what runs in pods
 * @param limits of pods
 * @param extras of pods
 * @param keep how long pods stay after builds that ended well
 * @param keepFailed the same after failed ones
 * @param patience with what keeps a pod from starting
 * @param publicAddress where pods reach this service, to fetch uploads; null where they cannot
 */
record ClusterSettings(
    ClusterAccess access,
    @Nullable String instance,
    Namespace namespace,
    Set<Namespace> allowed,
    KubernetesSettings.Images images,
    PodLimits limits,
    PodExtras extras,
    Duration keep,
    Duration keepFailed,
    Duration patience,
    @Nullable PublicAddress publicAddress) {
  ClusterSettings {
    allowed = Set.copyOf(allowed);
  }

  /**
   * Which builds are allowed.
   *
   * @param plugins builders beside kaniko
   */
  ClusterBuildPolicy policy(
      Registry registry, BuildTimeLimit longestBuild, List<BuilderName> plugins) {
    return new ClusterBuildPolicy(registry, longestBuild, namespace, allowed, plugins);
  }

  /** Where builds may run, as far as that is known at start. */
  List<String> namespaces() {
    List<String> names = new ArrayList<>(allowed.stream().map(Namespace::name).sorted().toList());
    if (!names.contains(namespace.name())) {
      names.addFirst(namespace.name());
    }
    return List.copyOf(names);
  }

  /** What the adapter needs to know. */
  KubernetesSettings forPods(Settings settings, Registry registry) {
    Settings.Clocks clocks = settings.clocks();
    Settings.Limits bounds = settings.limits();
    return new KubernetesSettings(
        instance == null ? InstanceName.of(settings) : instance,
        images,
        registry,
        settings.images().insecureRegistries(),
        settings.archiveHosts().entries(),
        new StagingTask.Limits(bounds.archive(), bounds.context(), bounds.contextEntries()),
        limits,
        extras,
        new KubernetesSettings.Clocks(clocks.start(), clocks.build(), keep, keepFailed, patience));
  }
}
