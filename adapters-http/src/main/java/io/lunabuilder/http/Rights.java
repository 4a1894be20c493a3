package io.lunabuilder.http;

import io.lunabuilder.http.access.Role;
import java.util.Optional;
import java.util.Set;

/** Which role each route needs. One that is named nowhere here needs the highest. */
final class Rights {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** What probes and browsers ask before they can have a token; none of it tells of builds. */
  private static final Set<String> OPEN = Set.of("/", "/version", "/healthcheck", "/readiness");

  private static final String DOCUMENTS = "/docs/";
  private static final String PAGE_FILES = "/page/";

  private Rights() {}

  /**
   * The role that is needed; empty where none is.
   *
   * @param path of the route, with the names of its parameters
   */
  static Optional<Role> needed(String method, String path) {
    if (method.equals("OPTIONS")) {
      return Optional.empty();
    }
    return READING.contains(method) ? toRead(path) : Optional.of(toChange(method + " " + path));
  }

  private static Optional<Role> toRead(String path) {
    if (OPEN.contains(path) || path.startsWith(DOCUMENTS) || path.startsWith(PAGE_FILES)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (path) {
          case "/1/builds",
              "/1/builds/{id}",
              "/1/builds/{id}/log",
              "/1/builds/{id}/image",
              "/1/builds/{id}/events",
              "/1/builds/events",
              "/1/builders",
              "/1/caller",
              "/metrics" ->
              Role.READER;
          // Archives hold sources, which whoever looks at builds need not see.
          case "/1/archives/{id}" -> Role.BUILDER;
          default -> Role.ADMIN;
        });
  }

  private static Role toChange(String call) {
    return switch (call) {
      // The command line takes an archive back whose build was refused.
      case "POST /1/builds",
          "POST /1/builds/{id}/cancel",
          "POST /1/archives",
          "DELETE /1/archives/{id}" ->
          Role.BUILDER;
      default -> Role.ADMIN;
    };
  }
}
