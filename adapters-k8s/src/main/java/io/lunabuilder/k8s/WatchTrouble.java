package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Says what keeps a watch from working: each cause once, though the client tries again every
 * second, until pods are seen again.
 */
final class WatchTrouble implements BiConsumer<Class<V1Pod>, Throwable>, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WatchTrouble.class.getName());
  private static final int GONE = 410;

  private final String namespace;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WatchTrouble(String namespace) {
    this.namespace = namespace;
  }

  /** A watch that expired is no trouble: the client lists and begins a new one. */
  @Override
  public void accept(Class<V1Pod> kind, Throwable trouble) {
    if (closed || (trouble instanceof ApiException e && e.getCode() == GONE)) {
      return;
    }
    String cause = trouble instanceof ApiException e ? Refusal.message(e) : String.valueOf(trouble);
    if (told.add(cause)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Pods of the namespace {0} cannot be seen for now: {1}",
          namespace,
          cause);
    }
  }

  /** Says nothing more: nobody wants to see pods any longer. */
  @Override
  public void close() {
    closed = true;
  }

  /** A pod was seen. */
  void over() {
    if (!told.isEmpty()) {
      told.clear();
      LOG.log(System.Logger.Level.INFO, "Pods of the namespace {0} are seen again", namespace);
    }
  }
}
