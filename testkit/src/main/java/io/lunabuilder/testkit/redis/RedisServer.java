package io.lunabuilder.testkit.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One real Redis server on a port of 127.0.0.1. A test that only reads and writes, under a prefix
 * of its own, uses the {@linkplain #shared() shared} one, since a start takes about a second; a
 * test that stops it or needs options starts its own.
 */
public final class RedisServer implements AutoCloseable {
  private static @Nullable RedisServer shared;

  private final RedisOptions options;
  private final int port;
  private final RedisProcess process;

  private RedisServer(RedisOptions options, int port, RedisProcess process) {
    this.options = options;
    this.port = port;
    this.process = process;
  }

  /** The same one for all tests of this JVM, without login and TLS; it ends with the JVM. */
  public static synchronized RedisServer shared() {
    if (shared == null) {
      RedisServer started = startOrSkip(RedisOptions.plain());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::close));
      shared = started;
    }
    return shared;
  }

  /** Starts one and waits until it answers; skips the test where no Docker can run it. */
  public static RedisServer startOrSkip(RedisOptions options) {
    int port = FreePorts.next();
    List<String> lines = new ArrayList<>(options.lines(port));
    lines.add("save \"\"");
    lines.addAll(options.settings());
    return new RedisServer(options, port, new RedisProcess(options, lines));
  }

  /** {@code redis://127.0.0.1:PORT} with the login, or {@code rediss://}. */
  public String url() {
    return options.url(port);
  }

  /** Where it listens on 127.0.0.1, also after a restart. */
  public int port() {
    return port;
  }

  /**
   * Has {@code redis-cli} do one command.
   *
   * @return what it prints, errors too, as in {@code redis-cli GET a}
   */
  public String run(String... command) {
    return process.run(command).strip();
  }

  /** Ends it as an administrator does (SIGTERM). */
  public void stop() {
    process.stop();
  }

  /** Ends it as a power cut does (SIGKILL). */
  public void kill() {
    process.kill();
  }

  /** Starts it again, on the same port, with what is on its disk, and waits until it answers. */
  public void start() {
    process.start();
  }

  /** Freezes it: connections stay open and nothing answers. */
  public void pause() {
    process.pause();
  }

  /** Lets it go on after {@link #pause}. */
  public void unpause() {
    process.unpause();
  }

  /** Ends it and removes what it wrote. */
  @Override
  public void close() {
    process.close();
  }
}
