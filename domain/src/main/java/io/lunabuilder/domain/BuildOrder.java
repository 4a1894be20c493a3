package io.lunabuilder.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * The part of a build that never changes: what was accepted, when, and from whom. Only secrets in
 * the link to its archive are forgotten when the build is over.
 *
 * @param id the build's identity
 * @param spec what is to be built
 * @param createTime when it was accepted
 * @param origin where it came from
 */
public record BuildOrder(BuildId id, BuildSpec spec, Instant createTime, Origin origin) {
  public BuildOrder {
    Objects.requireNonNull(id);
    Objects.requireNonNull(spec);
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(origin);
  }

  /** The same without secrets. */
  BuildOrder forgettingSecrets() {
    return new BuildOrder(id, spec.forgettingSecrets(), createTime, origin);
  }
}
