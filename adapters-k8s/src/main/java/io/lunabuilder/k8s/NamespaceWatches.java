package io.lunabuilder.k8s;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One watch for each namespace in which builds ran since the start. */
final class NamespaceWatches implements AutoCloseable {
  private final Cluster cluster;
  private final String instance;
  private final Map<String, NamespaceWatch> open = new ConcurrentHashMap<>();

  NamespaceWatches(Cluster cluster, String instance) {
    this.cluster = cluster;
    this.instance = instance;
  }

  /** The watch of a namespace, begun when it is asked for first. */
  NamespaceWatch in(String namespace) {
    return open.computeIfAbsent(namespace, name -> NamespaceWatch.start(cluster, name, instance));
  }

  Collection<NamespaceWatch> all() {
    return List.copyOf(open.values());
  }

  @Override
  public void close() {
    open.values().forEach(NamespaceWatch::close);
  }
}
