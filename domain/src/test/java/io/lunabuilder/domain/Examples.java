package io.lunabuilder.domain;

import java.time.Duration;
import java.util.List;

/** What the tests of the domain share. */
final class Examples {
  static final BuildTimeLimit AN_HOUR = new BuildTimeLimit(Duration.ofHours(1));
  static final Registry REGISTRY = new Registry("registry.local:5000", "team");

  private Examples() {}

  static BuildRequest localRequest(String image) {
    return BuildRequest.of("https://files.example.com/a.tar", image, "local_kaniko");
  }

  static BuildRequest localRequest() {
    return BuildRequest.of("https://files.example.com/a.tar.gz", "hello:1", "local_kaniko");
  }

  static List<Violation> violations(Checked<?> checked) {
    return switch (checked) {
      case Checked.Valid<?>(var value) -> throw new AssertionError("accepted: " + value);
      case Checked.Invalid<?>(List<Violation> violations) -> violations;
    };
  }

  static Violation onlyViolation(Checked<?> checked) {
    List<Violation> violations = violations(checked);
    if (violations.size() != 1) {
      throw new AssertionError("not one violation: " + violations);
    }
    return violations.getFirst();
  }
}
