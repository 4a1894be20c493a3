package io.lunabuilder.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
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

  /** As they are sent, since every answer has them. */
  private static final List<HttpField> HEADERS =
      List.of(
          new PreEncodedHttpField("Content-Security-Policy", CONTENT_POLICY),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("X-Frame-Options", "DENY"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new PreEncodedHttpField("Cache-Control", "private, no-cache"));

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
