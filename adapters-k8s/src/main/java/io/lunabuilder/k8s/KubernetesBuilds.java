package io.lunabuilder.k8s;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.RepeatedTask;
import io.lunabuilder.application.port.ImageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Makes what builds in a cluster consist of: this module's face. */
public final class KubernetesBuilds implements AutoCloseable {
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(20);

  private final Site site;
  private final RepeatedTask janitor;

  private KubernetesBuilds(Site site, RepeatedTask janitor) {
    this.site = site;
    this.janitor = janitor;
  }

  /**
   * Begins to look for pods that nobody needs, in the namespaces that are told and those in which
   * builds run.
   *
   * @param owners knows which pods are needed
   * @param namespaces where pods of an earlier process can be
   * @throws IOException when the credentials cannot be read
   */
  public static KubernetesBuilds in(
      ClusterAccess access,
      KubernetesSettings settings,
      ArchiveSources sources,
      PodOwners owners,
      Collection<String> namespaces)
      throws IOException {
    Cluster cluster = ClusterAccess.cluster(access);
    NamespaceWatches watches = new NamespaceWatches(cluster, settings.instance());
    namespaces.forEach(watches::in);
    Site site = new Site(settings, cluster, watches, new PodRemoval(cluster), sources);
    PodJanitor janitor = new PodJanitor(site, owners, InstantSource.system());
    return new KubernetesBuilds(
        site, RepeatedTask.startLater("pod janitor", () -> SWEEP_PAUSE, janitor::sweep));
  }

  /**
   * The builder {@code kaniko}.
   *
   * @param settings for pods that begin now, of the same instance
   */
  public ImageBuilder builder(KubernetesSettings settings) {
    return new KubernetesKaniko(site.with(settings));
  }

  /**
   * Rights that the service lacks, each in words with its namespace.
   *
   * @param namespaces where builds may run
   * @throws IOException when the API server does not answer
   */
  public List<String> missingRights(Collection<String> namespaces) throws IOException {
    return new Rights(site.cluster().client()).missing(namespaces);
  }

  @Override
  public void close() {
    janitor.close();
    site.watches().close();
  }
}
