package io.lunabuilder.domain;

import java.util.Objects;

/**
 * A runner's right to a build for as long as it renews it. When the right ends is known to the
 * store alone, by one clock.
 *
 * @param owner who holds it
 * @param token the fencing token: grows with each claim, so that what a late owner writes can be
 *     refused
 */
public record Lease(RunnerName owner, long token) {
  public Lease {
    Objects.requireNonNull(owner);
  }
}
