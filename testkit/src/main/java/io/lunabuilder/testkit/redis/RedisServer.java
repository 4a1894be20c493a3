package io.lunabuilder.testkit.redis;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One real Redis server on a port of 127.0.0.1. A test that only reads and writes, under a prefix
 * of its own, uses the {@linkplain #shared() shared} one, since a start takes about a second; a
 * test that stops it or needs options starts its own.
 */
public final class RedisServer implements AutoCloseable {
  private static final Shared<RedisServer> SHARED =
      new Shared<>(() -> startOrSkip(RedisOptions.plain()));

  private final RedisOptions options;
  private final RedisProcess process;

  private RedisServer(RedisOptions options, RedisProcess process) {
    this.options = options;
    this.process = process;
  }

  /** The same one for all tests of this JVM, without login and TLS. */
  public static RedisServer shared() {
    return SHARED.get();
  }

  /** Starts one and waits until it answers; skips the test where no Docker can run it. */
  public static RedisServer startOrSkip(RedisOptions options) {
    return start(options, List.of());
  }

  /** The same as a part of something larger, of which {@code lines} of the configuration tell. */
  static RedisServer start(RedisOptions options, List<String> lines) {
    int port = FreePorts.next();
    List<String> all =
        Stream.of(options.lines(port), List.of("save \"\""), lines, options.settings())
            .flatMap(List::stream)
            .toList();
    return new RedisServer(options, new RedisProcess(options, port, all));
  }

  void await(String what, BooleanSupplier condition) {
    process.await(what, condition);
  }

  /** {@code redis://127.0.0.1:PORT} with the login, or {@code rediss://}. */
  public String url() {
    return options.url(port());
  }

  /** Where it listens on 127.0.0.1, also after a restart. */
  public int port() {
    return process.port();
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
