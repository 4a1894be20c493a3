package io.lunabuilder.domain;

import java.util.List;
import java.util.function.Function;

/**
 * What came of checking a caller's value: either a value that cannot be wrong any more, or
 * everything that is wrong with it.
 *
 * @param <T> the type that only right values have
 */
public sealed interface Checked<T> {

  /** The value passed every rule. */
  record Valid<T>(T value) implements Checked<T> {}

  /** At least one rule was broken. */
  record Invalid<T>(List<Violation> violations) implements Checked<T> {
    public Invalid {
      violations = List.copyOf(violations);
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("an invalid value needs at least one violation");
      }
    }
  }

  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Checked<T> invalid(Violation violation) {
    return new Invalid<>(List.of(violation));
  }

  /** Applies {@code change} to a valid value and passes violations on. */
  default <R> Checked<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Valid<T>(T value) -> valid(change.apply(value));
      case Invalid<T>(List<Violation> violations) -> new Invalid<>(violations);
    };
  }

  /**
   * The value, for text that the program itself wrote.
   *
   * @throws IllegalArgumentException naming every violation
   */
  default T orThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(List<Violation> violations) ->
          throw new IllegalArgumentException(
              String.join("; ", violations.stream().map(Violation::sentence).toList()));
    };
  }
}
