package io.lunabuilder.testkit.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 that nobody listens on; none is given twice. */
final class FreePorts {
  private static final int FIRST = 20_000;

  /**
   * Linux takes the near ends of connections from 32768 on: a port below stays free while its
   * server is stopped.
   */
  private static final int LAST = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  static int next() {
    int port = any();
    while (!isFree(port) || !GIVEN.add(port)) {
      port = any();
    }
    return port;
  }

  private static int any() {
    return ThreadLocalRandom.current().nextInt(FIRST, LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
