package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.storekit.NewerSchemaException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds and their logs in Redis, for any number of processes. */
public final class RedisStore implements AutoCloseable {
  /**
   * How much of each log is kept unless someone wishes otherwise: 16 MiB of the server's memory.
   */
  public static final long USUAL_LOG_BYTES = 16L << 20;

  /** What all keys begin with unless someone wishes otherwise. */
  public static final String USUAL_PREFIX = "luna-builder";

  /** The version of what is kept; see docs/redis.md. */
  static final int SCHEMA = 1;

  private final Connections connections;
  private final Steps steps;
  private final Announcements announcements;
  private final Pulse pulse;
  private final RedisBuildStore builds;
  private final RedisBuildLog log;

  private RedisStore(
      Connections connections, Keyspace keys, LogLimits limits, InstantSource clock) {
    this.connections = connections;
    this.steps = new Steps(connections.steps());
    refuseNewer(steps, keys);
    this.announcements = Announcements.on(connections.announcements(), keys);
    this.log = new RedisBuildLog(steps, keys, announcements.logs(), limits);
    this.builds = new RedisBuildStore(steps, keys, announcements, log::beginAttempt, clock);
    this.pulse = new Pulse(steps, keys);
  }

  private static void refuseNewer(Steps steps, Keyspace keys) {
    int there = (int) steps.run(Script.OPEN, keys.builds(), SCHEMA).number(0);
    if (there > SCHEMA) {
      throw new NewerSchemaException("Redis under " + keys.builds(), there, SCHEMA);
    }
  }

  /**
   * Checks what all keys shall begin with.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static void checkPrefix(String prefix) {
    if (!prefix.matches("[A-Za-z0-9._:-]{1,64}")) {
      throw new IllegalArgumentException("must be 1 to 64 letters, digits or . _ : -");
    }
  }

  /**
   * Connects.
   *
   * @param prefix of all keys; services that share it share their builds
   * @param logBytes how much of each log is kept
   * @param keepLogs how long a log lives after its last line, asked when that comes
   * @param clock says when a build that was handed back is due
   * @throws StoreUnavailableException when Redis cannot be reached
   * @throws NewerSchemaException when a newer version of this program uses it
   */
  public static RedisStore open(
      RedisAddress address,
      String prefix,
      long logBytes,
      Supplier<Duration> keepLogs,
      InstantSource clock) {
    return open(address, new Keyspace(prefix), LogLimits.within(logBytes, keepLogs), clock);
  }

  static RedisStore open(
      RedisAddress address, Keyspace keys, LogLimits limits, InstantSource clock) {
    Connections connections = Connections.open(address);
    try {
      return new RedisStore(connections, keys, limits, clock);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  /**
   * Connects as a service would, and leaves again: nothing is written.
   *
   * @throws StoreUnavailableException when Redis cannot be reached
   */
  public static void reach(RedisAddress address) {
    Connections.open(address).close();
  }

  /** The builds and their queue. */
  public BuildStore builds() {
    return builds;
  }

  /** What builds print. */
  public BuildLog log() {
    return log;
  }

  /** Why builds cannot be read or written at the moment; empty when they can. */
  public Optional<String> problem() {
    return pulse.isAway() ? Optional.of("Redis does not answer") : Optional.empty();
  }

  /** For tests of what no caller can do. */
  Steps steps() {
    return steps;
  }

  @Override
  public void close() {
    pulse.close();
    announcements.close();
    builds.close();
    log.close();
    connections.close();
  }
}
