package io.lunabuilder.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** The socket on which the service listens: how much it takes of a caller, and for how long. */
final class FrontSocket {
  /** Bytes of a call's line and headers together. */
  private static final int LARGEST_HEAD = 8 << 10;

  /** Bytes that one connection may have on the way: else the kernel takes megabytes for each. */
  private static final int SEND_BUFFER = 256 << 10;

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /** Connections that may wait until they are taken. */
  private static final int BACKLOG = 1_024;

  private static final int MOST_CONNECTIONS = 16_384;

  private FrontSocket() {}

  /**
   * Makes it; the server opens it.
   *
   * @param tls null to listen without
   */
  static ServerConnector of(
      Server server, HttpConfiguration http, HttpSettings settings, @Nullable TlsIdentity tls) {
    http.setRequestHeaderSize(LARGEST_HEAD);
    ServerConnector socket;
    if (tls == null) {
      socket = new ServerConnector(server, new HttpConnectionFactory(http));
    } else {
      // Callers look at the name in the certificate, not the service.
      http.addCustomizer(new SecureRequestCustomizer(false));
      HttpConnectionFactory plain = new HttpConnectionFactory(http);
      socket =
          new ServerConnector(
              server, new SslConnectionFactory(tls.context(), plain.getProtocol()), plain);
    }
    socket.setHost(settings.host());
    socket.setPort(settings.port());
    socket.setIdleTimeout(LONGEST_SILENCE.toMillis());
    socket.setAcceptQueueSize(BACKLOG);
    socket.setAcceptedSendBufferSize(SEND_BUFFER);
    server.addBean(new NetworkConnectionLimit(mostConnections(), socket));
    return socket;
  }

  /** Files and other connections need their numbers too: a quarter is left for them. */
  private static int mostConnections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(MOST_CONNECTIONS, unix.getMaxFileDescriptorCount() / 4 * 3)
        : MOST_CONNECTIONS;
  }
}
