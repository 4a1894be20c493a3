package io.lunabuilder.domain;

import java.util.Optional;

/**
 * A Kubernetes namespace in which builds may run (R5–R9).
 *
 * @param name 2 to 63 characters of {@code a-z}, {@code 0-9} and {@code -}, beginning and ending
 *     with a letter or digit, and not in the family {@code kube-…}, which Kubernetes keeps for
 *     itself
 */
public record Namespace(String name) {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 63;
  private static final String RESERVED = "kube-";

  /** The namespace that every cluster has (R10). */
  public static final Namespace DEFAULT = new Namespace("default");

  /**
   * @throws IllegalArgumentException naming the rule that {@code name} breaks
   */
  public Namespace {
    brokenRule(name)
        .ifPresent(rule -> {
          throw new IllegalArgumentException("namespace \"" + name + "\" " + rule);
        });
  }

  /** Checks a caller's text; a violation names the first rule that is broken. */
  public static Checked<Namespace> parse(String field, String text) {
    return brokenRule(text)
        .map(rule -> Checked.<Namespace>invalid(violation(field, text, rule)))
        .orElseGet(() -> Checked.valid(new Namespace(text)));
  }

  private static Violation violation(String field, String text, String rule) {
    return new Violation(field, text, rule, "use for example \"team-a\"");
  }

  private static Optional<String> brokenRule(String name) {
    if (name.length() < SHORTEST || name.length() > LONGEST) {
      return Optional.of("must be " + SHORTEST + " to " + LONGEST + " characters long");
    }
    if (!name.chars().allMatch(c -> isLetterOrDigit(c) || c == '-')) {
      return Optional.of("may contain only lowercase letters, digits and '-'");
    }
    if (!isLetterOrDigit(name.charAt(0))) {
      return Optional.of("must start with a lowercase letter or digit");
    }
    if (!isLetterOrDigit(name.charAt(name.length() - 1))) {
      return Optional.of("must end with a lowercase letter or digit");
    }
    if (name.startsWith(RESERVED)) {
      return Optional.of("must not start with '" + RESERVED + "', which is reserved");
    }
    return Optional.empty();
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
