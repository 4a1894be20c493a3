package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.CoreV1Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * What the cluster warned of about the pods of one namespace. The API server reads all events of a
 * namespace to answer, so it is asked seldom, and one answer serves all builds.
 */
final class PodWarnings {
  private static final System.Logger LOG = System.getLogger(PodWarnings.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMinutes(1);
  private static final int FORBIDDEN = 403;

  private final Cluster cluster;
  private final String namespace;
  private final Lock asking = new ReentrantLock();
  private volatile Map<String, List<CoreV1Event>> newest = Map.of();
  private volatile long nextQuestion = System.nanoTime();

  PodWarnings(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /**
   * Warnings about a pod, a few seconds old at most where the API server answers; none where it
   * never did, or the service may not know.
   *
   * @param uid of the pod
   */
  List<CoreV1Event> about(String uid) {
    if (isDue() && asking.tryLock()) {
      try {
        if (isDue()) {
          ask();
        }
      } finally {
        asking.unlock();
      }
    }
    return newest.getOrDefault(uid, List.of());
  }

  private boolean isDue() {
    return System.nanoTime() - nextQuestion >= 0;
  }

  private void ask() {
    Duration pause = FRESH;
    try {
      newest =
          cluster.warnings(namespace).stream()
              .filter(event -> event.getInvolvedObject().getUid() != null)
              .collect(
                  Collectors.groupingBy(
                      event -> Objects.requireNonNull(event.getInvolvedObject().getUid())));
    } catch (ApiException e) {
      pause = e.getCode() == FORBIDDEN ? PAUSE_AFTER_REFUSAL : FRESH;
      LOG.log(System.Logger.Level.DEBUG, "Warnings in {0}: {1}", namespace, Refusal.message(e));
    }
    nextQuestion = System.nanoTime() + pause.toNanos();
  }
}
