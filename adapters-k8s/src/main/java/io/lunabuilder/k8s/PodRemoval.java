package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import java.time.Duration;

/** Takes pods away; what does not go now is left to the janitor. */
record PodRemoval(Cluster cluster) {
  private static final System.Logger LOG = System.getLogger(PodRemoval.class.getName());
  private static final int TRIES = 5;

  /**
   * Asks for a pod to go.
   *
   * @param grace until it is killed; zero also forgets a pod whose node does not answer
   */
  void remove(String namespace, String pod, Duration grace) {
    boolean interrupted = Thread.interrupted();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        cluster.delete(namespace, pod, grace);
        break;
      } catch (ApiException e) {
        if (!Refusal.isPassing(e) || attempt == TRIES) {
          LOG.log(
              System.Logger.Level.WARNING,
              "The pod {0}/{1} stays for now: {2}",
              namespace,
              pod,
              Refusal.message(e));
          break;
        }
        interrupted |= rest(attempt);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean rest(int attempt) {
    try {
      Thread.sleep(Duration.ofMillis(500L * attempt));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
