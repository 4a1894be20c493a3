package io.lunabuilder.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of this machine that ends with its test. */
final class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final int LOOK_MILLIS = 200;

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** A port of 127.0.0.1 that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static ServerProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServerProcess(name, process, log);
  }

  /**
   * Waits until it listens.
   *
   * @throws IllegalStateException when it does not come up
   */
  void awaitPort(int port) throws InterruptedException, IOException {
    awaitPort("127.0.0.1", port);
  }

  /** The same at another address. */
  void awaitPort(String address, int port) throws InterruptedException, IOException {
    long giveUp = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < giveUp) {
      if (listens(address, port)) {
        return;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    close();
    throw new IllegalStateException(name + " did not come up: " + Files.readString(log));
  }

  private static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), LOOK_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 5, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    process.onExit().join();
  }
}
