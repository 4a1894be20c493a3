package io.lunabuilder.http;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Tells browsers which pages of other sites may call the API, and read what it answers (CORS). */
final class OtherSites {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private OtherSites() {}

  /**
   * @param origins in full, such as {@code https://ci.example.com}
   */
  static CrossOriginHandler allowed(Set<String> origins) {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        origins.stream().map(Pattern::quote).collect(Collectors.toUnmodifiableSet()));
    // Callers are known by a token that their page sends, never by what a browser adds by itself.
    handler.setAllowCredentials(false);
    handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "DELETE"));
    handler.setAllowedHeaders(
        Set.of(
            "Accept",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-None-Match",
            "If-Range",
            "Last-Event-ID",
            "Luna-Account-Id",
            "Luna-Request-Id",
            "Range",
            "traceparent"));
    handler.setExposedHeaders(
        Set.of(
            "Accept-Ranges",
            "Content-Disposition",
            "Content-Range",
            "ETag",
            "Location",
            "Luna-Log-Next-Offset",
            "Luna-Log-Offset",
            "Luna-Request-Id",
            "Retry-After",
            "WWW-Authenticate"));
    handler.setPreflightMaxAge(REMEMBERED);
    return handler;
  }
}
