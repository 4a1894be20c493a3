package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.List;
import java.util.Map;

/**
 * What a cluster's administrator asks of build pods beside their purpose.
 *
 * @param registrySecret a Secret of type {@code kubernetes.io/dockerconfigjson} in the build's
 *     namespace, with credentials for registries; empty for none
 * @param pullSecrets Secrets with which the kubelet pulls the builder's image
 * @param tolerations taints of nodes that builds put up with
 * @param priorityClass empty for none
 * @param runtimeClass empty for none
 * @param annotations of each pod
 */
public record PodExtras(
    String registrySecret,
    List<String> pullSecrets,
    List<Toleration> tolerations,
    String priorityClass,
    String runtimeClass,
    Map<String, String> annotations) {
  /** Nothing is asked. */
  public static final PodExtras NONE = new PodExtras("", List.of(), List.of(), "", "", Map.of());

  public PodExtras {
    pullSecrets = List.copyOf(pullSecrets);
    tolerations = List.copyOf(tolerations);
    annotations = Map.copyOf(annotations);
  }

  /**
   * A taint that is put up with.
   *
   * @param key of the taint; empty for any
   * @param value of the taint; empty for any
   * @param effect of the taint; empty for any
   */
  public record Toleration(String key, String value, String effect) {
    V1Toleration toModel() {
      V1Toleration model = new V1Toleration().operator(value.isEmpty() ? "Exists" : "Equal");
      if (!key.isEmpty()) {
        model.key(key);
      }
      if (!value.isEmpty()) {
        model.value(value);
      }
      return effect.isEmpty() ? model : model.effect(effect);
    }
  }
}
