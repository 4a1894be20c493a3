package io.lunabuilder.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What every answer tells browsers: to load and to run nothing that is not the service's own, and
 * to show it inside no other page. A route may say otherwise of its own answer.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
  /** Nothing from elsewhere, and nothing written into a page: scripts and styles are files. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", CONTENT_POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "private, no-cache");

  /** Comes before all handlers. */
  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    addTo(answer);
    return request;
  }

  /** For answers that are made without any handler. */
  static void addTo(HttpFields.Mutable answer) {
    HEADERS.forEach(answer::put);
  }
}
