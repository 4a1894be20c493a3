package io.lunabuilder.domain;

import java.util.List;
import java.util.Optional;

/** Which builds are allowed: one policy for each mode of the service. */
public sealed interface BuildPolicy permits LocalBuildPolicy, ClusterBuildPolicy {

  /** Checks all of a request; an invalid one comes with everything that is wrong with it. */
  Checked<BuildSpec> check(BuildRequest request);

  /** The builders that a request may name; never empty. */
  List<BuilderName> builders();

  /** The one that is meant by a request that names none; empty where each must name one. */
  Optional<BuilderName> unnamedBuilder();
}
