package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
  static ArchiveProblem ofFailure(IOException failure, HttpAddress asked, ArchiveLink link) {
    if (failure instanceof ForbiddenHostException) {
      return ofForbiddenHost(link, asked);
    }
    return new ArchiveProblem(
        FailureCode.ARCHIVE_UNREACHABLE, link + " cannot be fetched: " + words(failure, asked));
  }

  private static String words(IOException failure, HttpAddress asked) {
    return switch (failure) {
      case UnknownHostException e -> "the host " + asked + " has no address";
      case ConnectException e -> asked + " cannot be connected to";
      case SSLException e -> asked + " is not trusted: " + e.getMessage();
      case SocketTimeoutException e -> asked + " did not answer in time";
      default -> asked + " broke off the connection";
    };
  }

  /** A redirect that is not followed. */
  static ArchiveProblem ofRedirect(ArchiveLink link, String why) {
    return new ArchiveProblem(FailureCode.ARCHIVE_NOT_FOUND, link + " " + why);
  }

  /** Nothing was sent to that host. */
  static ArchiveProblem ofForbiddenHost(ArchiveLink link, HttpAddress asked) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_HOST_FORBIDDEN,
        link + " leads to " + asked + ", whose address is private, and which is not allowed");
  }

  /** Another archive is there than before. */
  static ArchiveProblem changed(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_CHANGED, link + " was changed while it was fetched");
  }

  /** The same archive is there, but only from its beginning. */
  static ArchiveProblem cannotGoOn(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_UNREACHABLE,
        "the server of " + link + " broke off and cannot go on in the middle");
  }

  static ArchiveProblem tooLarge(ArchiveLink link, long limit) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_TOO_LARGE,
        link + " has more than the " + limit + " bytes that are fetched");
  }
}
