package io.lunabuilder.k8s;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.HttpLimits;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.NodeSelector;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.domain.StageTimes;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * Builds in a real cluster, by a user who has the rights of {@code deploy/kubernetes/role.yaml} and
 * no others, in a namespace that takes nothing over the level baseline.
 */
final class ClusterRig {
  final TestCluster cluster;
  final DockerRegistry registry;
  final FileHost files;
  final String namespace;
  final String base;
  private final String builderImage;
  private final Deque<KubernetesBuilds> open = new ConcurrentLinkedDeque<>();

  private ClusterRig(TestCluster cluster, DockerRegistry registry, FileHost files)
      throws IOException, InterruptedException {
    this.cluster = cluster;
    this.registry = registry;
    this.files = files;
    this.builderImage = cluster.builderImage();
    this.base = registry.push(RealParts.busybox(), "base:1");
    this.namespace = cluster.newNamespace();
    cluster.bindShippedRole(namespace);
  }

  static ClusterRig startOrSkip(Path folder) throws IOException, InterruptedException {
    TestCluster cluster = TestCluster.startOrSkip();
    DockerRegistry registry =
        DockerRegistry.startOrSkip(folder.resolve("registry"), TestCluster.ADDRESS);
    return new ClusterRig(cluster, registry, FileHost.start(folder.resolve("files")));
  }

  KubernetesSettings settings() {
    return draft().settings();
  }

  private SettingsDraft draft() {
    return new SettingsDraft("test-" + namespace, builderImage, registry.host());
  }

  ClusterAccess access() {
    return new ClusterAccess.ConfigFile(cluster.service(), "");
  }

  /** A service's builder; each call is another service. */
  ImageBuilder builder(Consumer<SettingsDraft> change) throws IOException {
    SettingsDraft draft = draft();
    change.accept(draft);
    ArchiveSources sources =
        new ArchiveSources(
            List.of(
                ArchiveAdapters.http(
                    HttpLimits.DEFAULT, AllowedHosts.of(List.of(TestCluster.ADDRESS)))));
    KubernetesBuilds builds =
        KubernetesBuilds.in(
            access(), draft.settings(), sources, (_, _) -> true, List.of(namespace));
    open.push(builds);
    return builds.builder(draft.settings());
  }

  ImageBuilder builder() throws IOException {
    return builder(_ -> {});
  }

  /** A first attempt to build a Dockerfile; {@code FROM base} is an image of busybox. */
  BuildJob.InProgress job(String dockerfile) throws IOException {
    return job(files.put(Map.of("Dockerfile", dockerfile.replace("FROM base", "FROM " + base))));
  }

  BuildJob.InProgress job(ArchiveLink link) {
    return job(link, NodeSelector.ANY, namespace);
  }

  BuildJob.InProgress job(ArchiveLink link, NodeSelector selector, String in) {
    BuildSpec spec =
        new BuildSpec(
            Archive.at(link),
            ImageReference.parse("image_name", "team/app:1").orThrow(),
            BuilderName.KANIKO,
            new Placement.Cluster(new Namespace(in), selector),
            BuildOptions.DEFAULT);
    BuildOrder order =
        new BuildOrder(new BuildId(UUID.randomUUID()), spec, Instant.EPOCH, Origin.UNKNOWN);
    return new BuildJob.InProgress(
        order, 1, BuildStage.STAGING, Instant.EPOCH, StageTimes.NONE, null, false, null);
  }

  String podOf(BuildJob.InProgress job) {
    return "luna-builder-" + job.id() + "-" + job.attempt();
  }

  /** Names of the pods that are there. */
  String pods() throws IOException, InterruptedException {
    return cluster.kubectl("get", "pods", "-n", namespace, "-o", "name").strip();
  }

  String kubectl(String... arguments) throws IOException, InterruptedException {
    return cluster.kubectl(arguments);
  }

  /** Ends all services so far, so that only later ones ask the API server. */
  void endServices() {
    for (KubernetesBuilds next = open.poll(); next != null; next = open.poll()) {
      next.close();
    }
  }

  /** Ends everything, and has the namespace deleted. */
  void stop() throws IOException, InterruptedException {
    endServices();
    cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    files.close();
    registry.close();
  }
}
