package io.lunabuilder.application.port;

import io.lunabuilder.domain.Archive;

/** How an archive gets to where it is built without passing through the service. */
public sealed interface HandOff {

  /**
   * Whoever has this can fetch the archive for a while, by http or https and without further
   * credentials.
   *
   * @param archive its link can hold a secret
   * @param trusted the service itself named the link's host, which may have a private address
   * @param tls which certificates that host may show
   */
  record Link(Archive archive, boolean trusted, ServerTrust tls) implements HandOff {}

  /** It cannot be fetched by others. */
  record Impossible(ArchiveProblem problem) implements HandOff {}
}
