package io.lunabuilder.testkit.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A server that steps of builds knock at: by that a test sees whether they run, and lets them go
 * on.
 */
final class Doors implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In which a knock that is on its way arrives, then in which another one would have come. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(300);

  private static final Duration NEXT_KNOCK = Duration.ofSeconds(1);

  private final HttpServer server;
  private final Map<String, Integer> knocks = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private Doors(HttpServer server) {
    this.server = server;
  }

  static Doors at(String address) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    Doors doors = new Doors(server);
    server.createContext("/", doors::answer);
    server.start();
    return doors;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(knock(exchange.getRequestURI().getPath()), -1);
    }
  }

  private synchronized int knock(String path) {
    String door = path.substring(1);
    knocks.merge(door, 1, Integer::sum);
    notifyAll();
    return open.contains(door) ? 200 : 404;
  }

  /** What a step runs to knock until it may go on, about ten times a second. */
  String waitAt(String door) {
    return "until wget -q -O /dev/null http://%s:%d/%s; do sleep 0.1; done"
        .formatted(server.getAddress().getHostString(), server.getAddress().getPort(), door);
  }

  /** Lets everyone go on who waits anywhere. */
  synchronized void openAll() {
    open.addAll(knocks.keySet());
  }

  /** Lets whoever waits there go on. */
  synchronized void open(String door) {
    open.add(door);
  }

  /** Waits until somebody is at a door; fails when it takes a minute. */
  synchronized void awaitKnock(String door) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (knocks(door) == 0) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("nobody knocked at " + door);
      }
      wait(1000);
    }
  }

  /** Does nobody knock there any more? Known after a second. */
  boolean isQuietAt(String door) throws InterruptedException {
    Thread.sleep(ON_ITS_WAY);
    int before = knocks(door);
    Thread.sleep(NEXT_KNOCK);
    return knocks(door) == before;
  }

  private synchronized int knocks(String door) {
    return knocks.getOrDefault(door, 0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
