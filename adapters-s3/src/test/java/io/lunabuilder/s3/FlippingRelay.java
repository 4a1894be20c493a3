package io.lunabuilder.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between a client and a server and turns one bit of each answer over, which Toxiproxy has
 * no toxic for.
 */
final class FlippingRelay implements Closeable {
  private final ServerSocket listening;
  private final int serverPort;
  private final long flipped;

  private FlippingRelay(ServerSocket listening, int serverPort, long flipped) {
    this.listening = listening;
    this.serverPort = serverPort;
    this.flipped = flipped;
  }

  /**
   * Begins to relay.
   *
   * @param flipped the byte of which a bit is turned over, counted from the beginning of a
   *     connection's answers
   */
  static FlippingRelay before(int serverPort, long flipped) throws IOException {
    FlippingRelay relay =
        new FlippingRelay(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort, flipped);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        Thread.ofVirtual().start(() -> copy(client, server, -1));
        Thread.ofVirtual().start(() -> copy(server, client, flipped));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void copy(Socket from, Socket to, long flipped) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8192];
      long passed = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (flipped >= passed && flipped < passed + read) {
          buffer[(int) (flipped - passed)] ^= 1;
        }
        out.write(buffer, 0, read);
        out.flush();
        passed += read;
      }
    } catch (IOException e) {
      // The other side is gone.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
