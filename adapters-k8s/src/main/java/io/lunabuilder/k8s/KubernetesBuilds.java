package io.lunabuilder.k8s;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ImageBuilder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Makes what builds in a cluster consist of: this module's face. */
public final class KubernetesBuilds implements AutoCloseable {
  private final Site site;

  private KubernetesBuilds(Site site) {
    this.site = site;
  }

  /**
   * Connects to nothing yet.
   *
   * @throws IOException when the credentials cannot be read
   */
  public static KubernetesBuilds in(
      ClusterAccess access, KubernetesSettings settings, ArchiveSources sources)
      throws IOException {
    Cluster cluster = ClusterAccess.cluster(access);
    NamespaceWatches watches = new NamespaceWatches(cluster, settings.instance());
    return new KubernetesBuilds(
        new Site(settings, cluster, watches, new PodRemoval(cluster), sources));
  }

  /** The builder {@code kaniko}. */
  public ImageBuilder builder() {
    return new KubernetesKaniko(site);
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
    site.watches().close();
  }
}
