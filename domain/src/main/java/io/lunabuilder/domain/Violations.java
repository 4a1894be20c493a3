package io.lunabuilder.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request while its fields are checked one after the other. */
final class Violations {
  private final List<Violation> found = new ArrayList<>();

  void add(Violation violation) {
    found.add(violation);
  }

  /** The value when it is right; otherwise keeps its violations and gives null. */
  <T> @Nullable T keep(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Invalid<T>(List<Violation> violations) -> {
        found.addAll(violations);
        yield null;
      }
    };
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  <T> Checked<T> asInvalid() {
    return new Checked.Invalid<>(found);
  }
}
