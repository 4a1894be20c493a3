package io.lunabuilder.registry;

import io.lunabuilder.registry.Security.Way;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import land.oras.auth.HttpClient;

/**
 * The HTTP clients of ORAS, each made when it is needed first and then kept, since a client has a
 * thread, a set of certificates and open connections of its own.
 */
final class Clients {
  private final Map<Way, HttpClient> made = new ConcurrentHashMap<>();

  /** The client that speaks in {@code way}; safe to use from many threads. */
  HttpClient of(Way way) {
    return made.computeIfAbsent(way, Clients::make);
  }

  private static HttpClient make(Way way) {
    return HttpClient.Builder.builder().withSkipTlsVerify(way == Way.UNVERIFIED).build();
  }
}
