package io.lunabuilder.http;

import io.lunabuilder.domain.Violation;
import java.util.List;

/**
 * Ends the handling of a call with an error for its caller; {@link Answers} makes the answer of it.
 */
final class RefusedCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TOLD = 50;

  private final ApiError error;
  private final transient List<Violation> violations;

  RefusedCallException(ApiError error, String detail) {
    this(error, detail, List.of());
  }

  RefusedCallException(ApiError error, String detail, List<Violation> violations) {
    super(detail, null, false, false);
    this.error = error;
    this.violations = List.copyOf(violations);
  }

  /** One parameter of the path, the query or a header is wrong. */
  static RefusedCallException badInput(Violation violation) {
    return badInput(List.of(violation));
  }

  /** Tells the first {@value #MOST_TOLD}, so that no answer grows far beyond its request. */
  static RefusedCallException badInput(List<Violation> violations) {
    List<Violation> told = violations.subList(0, Math.min(MOST_TOLD, violations.size()));
    String detail = String.join("; ", told.stream().map(Violation::sentence).toList());
    int untold = violations.size() - told.size();
    return new RefusedCallException(
        ApiError.BAD_INPUT, untold == 0 ? detail : detail + "; and " + untold + " more", told);
  }

  ApiError error() {
    return error;
  }

  ErrorBody body() {
    return ErrorBody.of(error, String.valueOf(getMessage()), violations);
  }
}
