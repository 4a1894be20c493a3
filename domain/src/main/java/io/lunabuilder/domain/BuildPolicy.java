package io.lunabuilder.domain;

/** Which builds are allowed: one policy for each mode of the service. */
public sealed interface BuildPolicy permits LocalBuildPolicy, ClusterBuildPolicy {

  /** Checks all of a request; an invalid one comes with everything that is wrong with it. */
  Checked<BuildSpec> check(BuildRequest request);
}
