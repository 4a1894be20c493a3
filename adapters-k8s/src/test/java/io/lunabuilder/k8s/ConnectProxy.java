package io.lunabuilder.k8s;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real proxy of HTTP that connects, and remembers whither and by what credentials. */
final class ConnectProxy implements AutoCloseable {
  private static final Pattern CONNECT = Pattern.compile("CONNECT ([^:]+):(\\d+) .*");

  private final ServerSocket server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String authorization;

  private ConnectProxy(ServerSocket server, String authorization) {
    this.server = server;
    this.authorization = authorization;
  }

  /**
   * @param authorization the header that it wants
   */
  static ConnectProxy start(String authorization) throws IOException {
    ConnectProxy proxy =
        new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), authorization);
    Thread.ofVirtual().start(proxy::serve);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Places that were connected to, each as host and port. */
  List<String> asked() {
    return asked;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try (client) {
      BufferedReader head =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
      Matcher wish = CONNECT.matcher(String.valueOf(head.readLine()));
      boolean known = false;
      for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
        known |= line.equals("Proxy-Authorization: " + authorization);
      }
      if (!wish.matches() || !known) {
        answer(
            client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"t\"");
        return;
      }
      try (Socket there = new Socket(wish.group(1), Integer.parseInt(wish.group(2)))) {
        asked.add(wish.group(1) + ":" + wish.group(2));
        answer(client, "200 Connected");
        Thread back = Thread.ofVirtual().start(() -> copy(there, client));
        copy(client, there);
        back.join();
      }
    } catch (IOException | InterruptedException ended) {
      // Whoever asked sees it.
    }
  }

  private static void answer(Socket client, String status) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      // The other side sees it.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
