package io.lunabuilder.s3;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of S3, and their absence, mean for an archive ("Error responses" of its API).
 */
final class S3Refusal {
  private S3Refusal() {}

  static ArchiveProblem of(MinioException failure, ArchiveLink link) {
    if (failure instanceof ErrorResponseException refusal) {
      return ofAnswer(refusal.errorResponse().code(), refusal.response().code(), link);
    }
    return problem(
        FailureCode.ARCHIVE_UNREACHABLE, "S3 cannot be asked for " + link + ": " + words(failure));
  }

  private static ArchiveProblem ofAnswer(String code, int status, ArchiveLink link) {
    return switch (code) {
      case "NoSuchKey", "ResourceNotFound", "NoSuchVersion" ->
          problem(FailureCode.ARCHIVE_NOT_FOUND, "there is no object " + link);
      case "NoSuchBucket" ->
          problem(FailureCode.ARCHIVE_NOT_FOUND, "there is no bucket of that name: " + link);
      case "PreconditionFailed", "InvalidRange" -> changed(link);
      case "AccessDenied", "AllAccessDisabled" ->
          problem(
              FailureCode.ARCHIVE_DENIED,
              link
                  + " may not be read, or is not there: S3 says so of both to who may not list the"
                  + " bucket");
      case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
          problem(
              FailureCode.ARCHIVE_DENIED, "S3 does not accept the service's keys (" + code + ")");
      case "ExpiredToken", "InvalidToken", "InvalidTokenId" ->
          problem(FailureCode.ARCHIVE_DENIED, "the service's temporary keys for S3 are over");
      case "RequestTimeTooSkewed", "RequestExpired" ->
          problem(
              FailureCode.ARCHIVE_UNREACHABLE,
              "the clocks of S3 and of the service are too far apart; set one of them");
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException" ->
          problem(
              FailureCode.ARCHIVE_UNREACHABLE,
              link + " is in another region than the service's setting says (" + code + ")");
      default -> ofStatus(code, status, link);
    };
  }

  private static ArchiveProblem ofStatus(String code, int status, ArchiveLink link) {
    FailureCode cause =
        status == 401 || status == 403
            ? FailureCode.ARCHIVE_DENIED
            : status == 404 ? FailureCode.ARCHIVE_NOT_FOUND : FailureCode.ARCHIVE_UNREACHABLE;
    return problem(cause, "S3 answered " + status + " (" + code + ") for " + link);
  }

  static ArchiveProblem changed(ArchiveLink link) {
    return problem(
        FailureCode.ARCHIVE_CHANGED, link + " is not the object that the build was submitted for");
  }

  static ArchiveProblem empty(ArchiveLink link) {
    return problem(FailureCode.ARCHIVE_CORRUPT, "the object " + link + " is empty");
  }

  static ArchiveProblem tooLarge(ArchiveLink link, long limit) {
    return problem(
        FailureCode.ARCHIVE_TOO_LARGE,
        link + " has more than the " + limit + " bytes that are fetched");
  }

  static ArchiveProblem noObject(ArchiveLink link) {
    return problem(FailureCode.ARCHIVE_NOT_FOUND, link + " names no object");
  }

  /** The SDK wraps what went wrong; a message of its own can hold a whole request. */
  private static String words(MinioException failure) {
    return switch (root(failure)) {
      case UnknownHostException e -> "its host has no address";
      case SocketTimeoutException e -> "it did not answer in time";
      case ConnectException e -> "it cannot be connected to";
      case SSLException e -> "its certificate is not trusted";
      case GeneralSecurityException e -> "its certificate is not trusted";
      case IOException e -> "it broke off the connection";
      case Throwable other -> other.getClass().getSimpleName();
    };
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
      cause = next;
      if (next instanceof IOException) {
        return next;
      }
    }
    return cause;
  }

  private static ArchiveProblem problem(FailureCode code, String message) {
    return new ArchiveProblem(code, message);
  }
}
