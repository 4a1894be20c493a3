package io.lunabuilder.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** No answer came from the service; the message tells why, and what to do. */
final class Unreachable extends CommandFailure {
  @Serial private static final long serialVersionUID = 1L;

  Unreachable(URI server, IOException cause) {
    super(message(server, cause), cause);
  }

  private static String message(URI server, IOException failure) {
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return "This machine knows no host "
          + server.getHost()
          + ". Is the name in --server spelt right? Names of your own stand in servers.conf.";
    }
    return switch (failure) {
      case HttpConnectTimeoutException silent ->
          "Nothing answers at "
              + server
              + " in time. Is the address right, and does a firewall let calls through?";
      case NoRouteToHostException away ->
          "There is no way to " + server + ". Is the network there, and the address right?";
      case ConnectException nobody ->
          "No Luna Builder answers at " + server + ". Is it running there (luna-builder serve)?";
      case HttpTimeoutException late ->
          server + " took the call but did not answer in time. Try again, or look at its log.";
      case SSLException tls -> tls(server, tls);
      default -> broken(server, failure);
    };
  }

  private static String tls(URI server, SSLException failure) {
    if (has(failure, CertPathBuilderException.class)) {
      return "The certificate of "
          + server
          + " comes from an authority that is not trusted here. If it is your own, name its"
          + " certificate with --ca-file or the variable "
          + Trust.VARIABLE
          + ".";
    }
    if (has(failure, CertificateExpiredException.class)) {
      return "The certificate of " + server + " has expired. Whoever runs it must renew it.";
    }
    Optional<CertificateException> certificate =
        chain(failure)
            .filter(CertificateException.class::isInstance)
            .map(CertificateException.class::cast)
            .reduce((_, last) -> last);
    return certificate
        .map(wrong ->
            "The certificate of "
                + server
                + " is not good for it: "
                + wrong.getMessage()
                + ". Name the server as its certificate does.")
        .orElseGet(() ->
            "No TLS connection to "
                + server
                + " could be made: "
                + failure.getMessage()
                + ". If it speaks none, use http:// in --server.");
  }

  private static String broken(URI server, IOException failure) {
    String message = failure.getMessage();
    String reason = message == null ? failure.getClass().getSimpleName() : message;
    boolean mute = server.getScheme().equals("http") && has(failure, EOFException.class);
    return "The connection to "
        + server
        + " broke: "
        + reason
        + (mute ? ". If it speaks TLS, use https:// in --server." : "");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return chain(failure).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
