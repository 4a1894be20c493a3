package io.lunabuilder.http;

/**
 * What can be wrong with a call: stable numbers that clients may rely on; docs/errors.md explains
 * each.
 */
enum ApiError {
  BAD_INPUT(12024, 400, "Bad/incomplete input data"),
  MALFORMED_JSON(12100, 400, "Malformed JSON"),
  NOT_FOUND(12101, 404, "Not found"),
  METHOD_NOT_ALLOWED(12102, 405, "Method not allowed"),
  UNSUPPORTED_MEDIA_TYPE(12103, 415, "Unsupported media type"),
  TOO_LARGE(12104, 413, "Too large"),
  BUILD_NOT_FOUND(12105, 404, "Build not found"),
  BUILD_NOT_FINISHED(12106, 409, "Build not finished"),
  BUILD_ALREADY_FINISHED(12107, 409, "Build already finished"),
  IMAGE_NOT_KEPT(12108, 404, "Image not kept here"),
  BAD_REQUEST(12109, 400, "Bad request"),
  NOT_ACCEPTABLE(12110, 406, "Not acceptable"),
  UNAVAILABLE(12111, 503, "Service unavailable"),
  OUT_OF_DISK(12112, 507, "Insufficient storage"),
  INTERNAL(12113, 500, "Internal server error"),
  ARCHIVE_NEEDED(12114, 409, "Archive needed"),
  LOG_FORGOTTEN(12115, 410, "Log forgotten"),
  TOO_MANY_WAITING(12116, 429, "Too many builds wait"),
  NO_SUCH_RANGE(12117, 416, "No such range"),
  CROSS_SITE(12120, 403, "Refused to another site"),
  WRONG_HOST(12121, 421, "Called by a wrong name"),
  UNAUTHORIZED(12122, 401, "Token needed"),
  FORBIDDEN(12123, 403, "Not allowed"),
  TOO_MANY_CALLS(12124, 429, "Too many calls");

  private final int number;
  private final int httpStatus;
  private final String title;

  ApiError(int number, int httpStatus, String title) {
    this.number = number;
    this.httpStatus = httpStatus;
    this.title = title;
  }

  int number() {
    return number;
  }

  int httpStatus() {
    return httpStatus;
  }

  String title() {
    return title;
  }
}
