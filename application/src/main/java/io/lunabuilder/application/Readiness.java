package io.lunabuilder.application;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the service work at the moment.
 *
 * @param parts always the same ones, in the same order
 */
public record Readiness(List<Part> parts) {
  public Readiness {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param name a word, by which it is known in metrics too
   * @param problem why it does not work, in words; null when it does
   * @param needed is the service of no use to its callers while this does not work?
   */
  public record Part(String name, @Nullable String problem, boolean needed) {

    /** Does it work? */
    public boolean isReady() {
      return problem == null;
    }

    /** A part of which it is known why it does not work; empty when it does. */
    public static Part of(String name, Optional<String> problem) {
      return new Part(name, problem.orElse(null), true);
    }

    /** The same for a part without which the service is worth calling. */
    public static Part helpful(String name, Optional<String> problem) {
      return new Part(name, problem.orElse(null), false);
    }
  }

  /** Do all parts work without which the service is of no use? */
  public boolean isReady() {
    return parts.stream().allMatch(part -> part.isReady() || !part.needed());
  }
}
