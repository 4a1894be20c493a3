package io.lunabuilder.application.port;

/** Whose certificates a server of archives may show. */
public sealed interface ServerTrust {
  /** Those of authorities that every program trusts. */
  ServerTrust USUAL = new Usual();

  /** Those of authorities that every program trusts. */
  record Usual() implements ServerTrust {}

  /**
   * Those of these authorities, and no others.
   *
   * @param certificates PEM, nothing else in it
   */
  record Authorities(String certificates) implements ServerTrust {}

  /** Whatever it shows: whoever is on the way there can read and change what is fetched. */
  record Anybody() implements ServerTrust {}
}
