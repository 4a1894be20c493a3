package io.lunabuilder.testkit;

import java.io.IOException;
import java.nio.file.Path;

/** A real Toxiproxy, as a process: connections that pass through it can be made slow or be cut. */
public final class ToxiproxyServer implements AutoCloseable {
  private final ServerProcess process;
  private final int port;

  private ToxiproxyServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one with its log in {@code folder}; a test that misses it is skipped. */
  public static ToxiproxyServer startOrSkip(Path folder) throws IOException, InterruptedException {
    Path binary = RealParts.toxiproxy();
    int port = ServerProcess.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(binary.toString(), "-host", "127.0.0.1", "-port", "" + port);
    ServerProcess process =
        ServerProcess.start("toxiproxy", builder, folder.resolve("toxiproxy.log"));
    process.awaitPort(port);
    return new ToxiproxyServer(process, port);
  }

  /** The port at 127.0.0.1 where its proxies are made. */
  public int port() {
    return port;
  }

  /** A port for a proxy. */
  public static int freePort() throws IOException {
    return ServerProcess.freePort();
  }

  @Override
  public void close() {
    process.close();
  }
}
