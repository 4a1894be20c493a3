package io.lunabuilder.registry;

import io.lunabuilder.registry.Security.Way;
import land.oras.auth.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of ORAS, each made when it is needed first and then kept, since a client has a
 * thread, a set of certificates and open connections of its own.
 */
final class Clients {
  private @Nullable HttpClient trusting;
  private @Nullable HttpClient verifying;

  /** The client that speaks in {@code way}; safe to use from many threads. */
  synchronized HttpClient of(Way way) {
    if (way == Way.UNVERIFIED) {
      HttpClient kept = trusting;
      return kept == null ? trusting = made(true) : kept;
    }
    HttpClient kept = verifying;
    return kept == null ? verifying = made(false) : kept;
  }

  private static HttpClient made(boolean skipTlsVerify) {
    return HttpClient.Builder.builder().withSkipTlsVerify(skipTlsVerify).build();
  }
}
