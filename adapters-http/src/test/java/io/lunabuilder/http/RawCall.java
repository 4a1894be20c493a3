package io.lunabuilder.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls byte by byte, for what a library would not send. */
final class RawCall {
  private RawCall() {}

  /** Sends {@code call} and nothing after it; gives all that is answered. */
  static String exchange(URI service, String call) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
