package io.lunabuilder.k8s;

import io.lunabuilder.domain.Registry;
import io.lunabuilder.kanikokit.StagingTask;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings of builds in a cluster, of which a test changes what it is about. */
final class SettingsDraft {
  private final String instance;
  String builderImage;
  String executorImage = "";
  Registry pushTo;
  Set<String> insecureRegistries;
  Map<String, String> limits = Map.of();
  PodExtras extras = PodExtras.NONE;
  Duration start = Duration.ofMinutes(2);
  Duration build = Duration.ofMinutes(5);

  SettingsDraft(String instance, String builderImage, String images) {
    this.instance = instance;
    this.builderImage = builderImage;
    this.pushTo = new Registry(images, "");
    this.insecureRegistries = Set.of(images);
  }

  KubernetesSettings settings() {
    return new KubernetesSettings(
        instance,
        new KubernetesSettings.Images(builderImage, executorImage),
        pushTo,
        insecureRegistries,
        List.of(TestCluster.ADDRESS),
        new StagingTask.Limits(1L << 30, 1L << 30, 100_000),
        PodLimits.of(limits),
        extras,
        new KubernetesSettings.Clocks(
            start, build, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(3)));
  }
}
