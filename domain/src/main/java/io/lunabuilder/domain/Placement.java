package io.lunabuilder.domain;

/** Where a build runs. */
public sealed interface Placement {

  /** On the service's own machine, inside its container and that container's limits (R12, R18). */
  record Local() implements Placement {}

  /** In a pod of a Kubernetes cluster (R4, R19). */
  record Cluster(Namespace namespace, NodeSelector selector) implements Placement {}
}
