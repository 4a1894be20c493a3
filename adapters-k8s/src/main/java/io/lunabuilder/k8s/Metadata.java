package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Map;
import java.util.Objects;

/** What every pod that the API server tells of has, though its model allows for none. */
final class Metadata {
  private Metadata() {}

  static V1ObjectMeta of(V1Pod pod) {
    return Objects.requireNonNull(pod.getMetadata(), "a pod without metadata");
  }

  static String name(V1Pod pod) {
    return Objects.requireNonNull(of(pod).getName(), "a pod without a name");
  }

  static String namespace(V1Pod pod) {
    return Objects.requireNonNull(of(pod).getNamespace(), "a pod without a namespace");
  }

  static String label(V1Pod pod, String name) {
    return Objects.requireNonNullElse(of(pod).getLabels(), Map.<String, String>of())
        .getOrDefault(name, "");
  }
}
