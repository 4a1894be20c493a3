package io.lunabuilder.domain;

import java.util.Optional;

/**
 * A relative path inside the build context, written with {@code /}. It cannot leave the context, be
 * read as a flag, or be read as a link.
 *
 * @param value normal form, for example {@code docker/Dockerfile}; empty for the context's own root
 */
public record ContextPath(String value) {
  private static final int LONGEST = 1024;

  /** The root of the context. */
  public static final ContextPath ROOT = new ContextPath("");

  /** Where a Dockerfile is unless the request says otherwise. */
  public static final ContextPath DOCKERFILE = new ContextPath("Dockerfile");

  /**
   * @throws IllegalArgumentException naming the rule that {@code value} breaks
   */
  public ContextPath {
    brokenRule(value)
        .ifPresent(rule -> {
          throw new IllegalArgumentException("path \"" + value + "\" " + rule);
        });
  }

  /** Checks a caller's text; {@code ./} in front and {@code /} at the end are taken away. */
  public static Checked<ContextPath> parse(String field, String text) {
    String path = text.equals(".") ? "" : text.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
    if (text.startsWith("/")) {
      return Checked.invalid(violation(field, text, "must not be absolute"));
    }
    return brokenRule(path)
        .map(rule -> Checked.<ContextPath>invalid(violation(field, text, rule)))
        .orElseGet(() -> Checked.valid(new ContextPath(path)));
  }

  private static Violation violation(String field, String text, String rule) {
    return new Violation(
        field,
        text,
        rule,
        "use a relative path inside the archive, for example \"docker/Dockerfile\"");
  }

  private static Optional<String> brokenRule(String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (path.length() > LONGEST) {
      return Optional.of("must be at most " + LONGEST + " characters long");
    }
    if (path.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
      return Optional.of("must not contain control characters or '\\'");
    }
    if (path.contains("://")) {
      return Optional.of("must not be a link");
    }
    if (path.startsWith("-")) {
      return Optional.of("must not start with '-'");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("must not contain empty, '.' or '..' parts");
      }
    }
    return Optional.empty();
  }

  /** Is this the context's own root? */
  public boolean isRoot() {
    return value.isEmpty();
  }

  /** {@code child} inside this folder. */
  public ContextPath resolve(ContextPath child) {
    if (isRoot()) {
      return child;
    }
    return child.isRoot() ? this : new ContextPath(value + "/" + child.value);
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "." : value;
  }
}
