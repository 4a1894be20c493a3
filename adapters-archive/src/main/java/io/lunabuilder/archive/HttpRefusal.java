package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What the answers of a web server, and their absence, mean for an archive (RFC 9110, 15). */
final class HttpRefusal {
  private HttpRefusal() {}

  /** A status other than 200 or a redirect that can be followed. */
  static ArchiveProblem ofStatus(int status, ArchiveLink link) {
    FailureCode code =
        switch (status) {
          case 401, 403, 407 -> FailureCode.ARCHIVE_DENIED;
          case 408, 425, 429 -> FailureCode.ARCHIVE_UNREACHABLE;
          default ->
              status >= 500 ? FailureCode.ARCHIVE_UNREACHABLE : FailureCode.ARCHIVE_NOT_FOUND;
        };
    return new ArchiveProblem(code, "the server of " + link + " answered with status " + status);
  }

  /** No answer. */
  static ArchiveProblem ofFailure(Throwable failure, HttpAddress asked, ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_UNREACHABLE, link + " cannot be fetched: " + words(failure, asked));
  }

  private static String words(Throwable failure, HttpAddress asked) {
    return switch (failure) {
      case UnknownHostException e -> "the host " + asked + " has no address";
      case HttpConnectTimeoutException e -> asked + " cannot be connected to in time";
      case ConnectException e -> asked + " cannot be connected to";
      case SSLException e -> asked + " is not trusted: " + e.getMessage();
      case TimeoutException e -> asked + " did not answer in time";
      case IOException e -> asked + " broke off the connection";
      default -> "the request to " + asked + " failed";
    };
  }

  /** A redirect that is not followed. */
  static ArchiveProblem ofRedirect(ArchiveLink link, String why) {
    return new ArchiveProblem(FailureCode.ARCHIVE_NOT_FOUND, link + " " + why);
  }

  static ArchiveProblem tooLarge(ArchiveLink link, long limit) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_TOO_LARGE,
        link + " has more than the " + limit + " bytes that are fetched");
  }
}
