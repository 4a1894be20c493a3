package io.lunabuilder.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls byte by byte, for what a library would not send. */
final class RawCall {
  private RawCall() {}

  /** The status of the answer to a call of the service by another name. */
  static int status(URI service, String method, String path, String host) throws IOException {
    String answer =
        exchange(
            service,
            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(method, path, host));
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  /** Sends {@code call} and nothing after it; gives all that is answered. */
  static String exchange(URI service, String call) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
