package io.lunabuilder.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lunabuilder.domain.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of every error.
 *
 * @param errorCode see {@link ApiError}
 * @param desc the error in general
 * @param detail the error in this case
 * @param link where it is explained
 * @param status {@code not_found} for a build that is unknown or was cleaned up
 * @param violations everything that is wrong with a request, field by field
 */
record ErrorBody(
    @JsonProperty("error_code") int errorCode,
    String desc,
    String detail,
    String link,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String status,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

  static ErrorBody of(ApiError error, String detail, List<Violation> violations) {
    String status = error == ApiError.BUILD_NOT_FOUND ? "not_found" : null;
    return new ErrorBody(
        error.number(),
        error.title(),
        detail,
        "/docs/errors/" + error.number(),
        status,
        violations);
  }
}
