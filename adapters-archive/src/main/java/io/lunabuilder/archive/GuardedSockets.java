package io.lunabuilder.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect only where a link may lead. It is decided for the very address that is
 * connected to: how it was written, and what a name says at another moment, plays no part.
 */
final class GuardedSockets extends SocketFactory {
  private final String host;
  private final AllowedHosts allowed;

  /**
   * @param host of the link for which these sockets are
   */
  GuardedSockets(String host, AllowedHosts allowed) {
    this.host = host;
    this.allowed = allowed;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  private final class GuardedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
        throw new IOException("no address: " + endpoint);
      }
      if (!allowed.allow(host, internet.getAddress())) {
        throw new ForbiddenHostException(host);
      }
      super.connect(endpoint, timeout);
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException();
  }
}
