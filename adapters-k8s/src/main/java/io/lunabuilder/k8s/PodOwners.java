package io.lunabuilder.k8s;

import io.lunabuilder.domain.BuildId;

/** Knows which pods are still needed. */
@FunctionalInterface
public interface PodOwners {

  /**
   * Is this attempt the one that a build is at?
   *
   * @param attempt counts from 1
   */
  boolean isAt(BuildId build, int attempt);
}
