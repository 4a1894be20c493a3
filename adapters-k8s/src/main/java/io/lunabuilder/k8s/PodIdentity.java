package io.lunabuilder.k8s;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Placement;
import java.util.Map;

/**
 * What a pod is called, and how it is found: creating the pod of an attempt twice gives one.
 *
 * @param instance which service it belongs to
 * @param namespace where it is
 * @param build what is built in it
 * @param attempt counts from 1
 */
record PodIdentity(String instance, String namespace, BuildId build, int attempt) {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String PROGRAM = "luna-builder";
  static final String INSTANCE = "luna-builder.io/instance";
  static final String BUILD = "luna-builder.io/build";
  static final String ATTEMPT = "luna-builder.io/attempt";

  /**
   * @throws IllegalArgumentException for a build that is no cluster's
   */
  static PodIdentity of(String instance, BuildJob.InProgress job) {
    if (job.spec().placement() instanceof Placement.Cluster(var namespace, var _)) {
      return new PodIdentity(instance, namespace.name(), job.id(), job.attempt());
    }
    throw new IllegalArgumentException("build " + job.id() + " is not for a cluster");
  }

  /** At most 63 characters, as names of pods that are host names must have. */
  String name() {
    return "luna-builder-" + build + "-" + attempt;
  }

  Map<String, String> labels() {
    return Map.of(
        MANAGED_BY,
        PROGRAM,
        INSTANCE,
        instance,
        BUILD,
        build.toString(),
        ATTEMPT,
        Integer.toString(attempt));
  }

  /** Selects the pods of one service. */
  static String selector(String instance) {
    return MANAGED_BY + "=" + PROGRAM + "," + INSTANCE + "=" + instance;
  }

  @Override
  public String toString() {
    return namespace + "/" + name();
  }
}
