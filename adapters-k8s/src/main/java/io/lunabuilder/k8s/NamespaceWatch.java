package io.lunabuilder.k8s;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees all pods of one service in one namespace, by one watch however many builds run. The client's
 * informer lists again after an expired watch and goes on after a broken one; a state that is told
 * twice or late changes nothing, since only the newest counts.
 */
final class NamespaceWatch implements AutoCloseable {
  private static final long NO_RESYNC = 0;

  private final WatchTrouble trouble;
  private final SharedInformerFactory factory;
  private final SharedIndexInformer<V1Pod> informer;
  private final Map<String, Set<WatchedPod>> watched = new ConcurrentHashMap<>();
  private final PodWarnings warnings;
  private final String namespace;

  private NamespaceWatch(Cluster cluster, String namespace, String instance) {
    this.namespace = namespace;
    this.warnings = new PodWarnings(cluster, namespace);
    this.trouble = new WatchTrouble(namespace);
    this.factory = new SharedInformerFactory(cluster.streaming());
    CoreV1Api api = new CoreV1Api(cluster.streaming());
    this.informer =
        factory.sharedIndexInformerFor(
            parameters ->
                api.listNamespacedPod(namespace)
                    .labelSelector(PodIdentity.selector(instance))
                    .resourceVersion(parameters.resourceVersion)
                    .timeoutSeconds(parameters.timeoutSeconds)
                    .watch(parameters.watch)
                    .buildCall(null),
            V1Pod.class,
            V1PodList.class,
            NO_RESYNC,
            trouble);
    informer.setTransform(NamespaceWatch::trimmed);
    informer.addEventHandler(
        new ResourceEventHandler<V1Pod>() {
          @Override
          public void onAdd(V1Pod pod) {
            trouble.over();
            tell(pod);
          }

          @Override
          public void onUpdate(V1Pod before, V1Pod pod) {
            tell(pod);
          }

          @Override
          public void onDelete(V1Pod pod, boolean lastStateUnknown) {
            followers(pod).forEach(WatchedPod::gone);
          }
        });
  }

  static NamespaceWatch start(Cluster cluster, String namespace, String instance) {
    NamespaceWatch watch = new NamespaceWatch(cluster, namespace, instance);
    watch.factory.startAllRegisteredInformers();
    return watch;
  }

  /** Of a pod that is only looked at, what it was made of is not needed, and is most of it. */
  private static KubernetesObject trimmed(KubernetesObject found) {
    if (found instanceof V1Pod pod) {
      Metadata.of(pod).setManagedFields(null);
      pod.setSpec(null);
    }
    return found;
  }

  private void tell(V1Pod pod) {
    Set<WatchedPod> followers = followers(pod);
    if (!followers.isEmpty()) {
      PodSeen seen = PodSeen.of(pod);
      followers.forEach(follower -> follower.seen(seen));
    }
  }

  private Set<WatchedPod> followers(V1Pod pod) {
    return watched.getOrDefault(Metadata.name(pod), Set.of());
  }

  /** Begins to follow a pod, which need not be there yet. */
  WatchedPod follow(String pod) {
    WatchedPod build = new WatchedPod();
    watched.compute(pod, (_, followers) -> with(followers, build));
    Optional.ofNullable(informer.getIndexer().getByKey(namespace + "/" + pod))
        .ifPresent(found -> build.seen(PodSeen.of(found)));
    return build;
  }

  private static Set<WatchedPod> with(@Nullable Set<WatchedPod> followers, WatchedPod another) {
    Set<WatchedPod> all = ConcurrentHashMap.newKeySet();
    if (followers != null) {
      all.addAll(followers);
    }
    all.add(another);
    return all;
  }

  /** One follower leaves; others go on, as when a build was lost and taken over by this process. */
  void leave(String pod, WatchedPod follower) {
    watched.computeIfPresent(
        pod,
        (_, followers) -> {
          followers.remove(follower);
          return followers.isEmpty() ? null : followers;
        });
  }

  /** Is somebody following this pod? */
  boolean isFollowed(String pod) {
    return watched.containsKey(pod);
  }

  /** What the cluster warns of about pods here. */
  PodWarnings warnings() {
    return warnings;
  }

  /** All pods that are there, once that is known. */
  List<V1Pod> pods() {
    return informer.hasSynced() ? List.copyOf(informer.getIndexer().list()) : List.of();
  }

  @Override
  public void close() {
    trouble.close();
    factory.stopAllRegisteredInformers(true);
  }
}
