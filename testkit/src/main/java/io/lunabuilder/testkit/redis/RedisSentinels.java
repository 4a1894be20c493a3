package io.lunabuilder.testkit.redis;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real master with two replicas, and three sentinels that make a replica the master when it does
 * not answer for a second.
 *
 * <p>A failover takes two to four seconds. Sentinels try the next one of the same master six
 * seconds after it at the earliest.
 */
public final class RedisSentinels implements AutoCloseable {
  private static final String MASTER = "luna-builder";

  /** A master waits for more replicas by default, to serve all from one snapshot. */
  private static final String AT_ONCE = "repl-diskless-sync-delay 0";

  /**
   * How often, in milliseconds, sentinels look at servers and tell each other what they see. By
   * default that takes seconds, and makes an old master that is back a replica after ten.
   */
  private static final Map<String, String> HURRY =
      Map.of("info-period", "500", "publish-period", "200", "ask-period", "200");

  private static final int REPLICAS = 2;
  private static final int SENTINELS = 3;
  private static final Shared<RedisSentinels> SHARED =
      new Shared<>(() -> startOrSkip(RedisOptions.plain()));

  private final List<RedisServer> servers;
  private final List<RedisProcess> sentinels;

  private RedisSentinels(List<RedisServer> servers, List<RedisProcess> sentinels) {
    this.servers = servers;
    this.sentinels = sentinels;
  }

  /** The same ones for all tests of this JVM, without login and TLS. */
  public static RedisSentinels shared() {
    return SHARED.get();
  }

  /**
   * Starts them and waits until all know each other, five seconds or so; skips the test where no
   * Docker can run them.
   *
   * @param options of master and replicas; the sentinels have the same TLS, and no login
   */
  public static RedisSentinels startOrSkip(RedisOptions options) {
    RedisServer master = RedisServer.start(options, List.of(AT_ONCE));
    List<RedisServer> replicas =
        Parallel.start(REPLICAS, () -> RedisServer.start(options, replicaOf(master)));
    // Only then the sentinels: they look but every ten seconds for replicas that are new.
    master.await("replicas", () -> hasReplicas(master));
    List<RedisProcess> sentinels = Parallel.start(SENTINELS, () -> sentinelOf(master, options));
    sentinels.forEach(sentinel -> sentinel.await("other sentinels", () -> knowsAll(sentinel)));
    return new RedisSentinels(
        Stream.concat(Stream.of(master), replicas.stream()).toList(), sentinels);
  }

  private static List<String> replicaOf(RedisServer master) {
    return List.of(AT_ONCE, "replicaof 127.0.0.1 " + master.port());
  }

  private static RedisProcess sentinelOf(RedisServer master, RedisOptions options) {
    RedisOptions open = options.withoutLogin();
    int port = FreePorts.next();
    Stream<String> watch =
        Stream.of(
            "sentinel monitor " + MASTER + " 127.0.0.1 " + master.port() + " 2",
            "sentinel down-after-milliseconds " + MASTER + " 1000",
            "sentinel failover-timeout " + MASTER + " 3000",
            "sentinel parallel-syncs " + MASTER + " " + REPLICAS);
    List<String> lines =
        Stream.of(open.lines(port).stream(), watch, options.sentinelLogin(MASTER).stream())
            .flatMap(it -> it)
            .toList();
    RedisProcess sentinel = new RedisProcess(open, port, lines, "--sentinel");
    HURRY.forEach(
        (period, milliseconds) -> sentinel.run("SENTINEL", "DEBUG", period, milliseconds));
    return sentinel;
  }

  private static boolean hasReplicas(RedisServer master) {
    return master
            .run("INFO", "replication")
            .lines()
            .filter(it -> it.contains("state=online"))
            .count()
        == REPLICAS;
  }

  private static boolean knowsAll(RedisProcess sentinel) {
    String state = sentinel.run("SENTINEL", "MASTER", MASTER);
    return state.contains("num-slaves\n" + REPLICAS + "\n")
        && state.contains("num-other-sentinels\n" + (SENTINELS - 1) + "\n");
  }

  /** Where the sentinels listen, as {@code 127.0.0.1:PORT}. */
  public List<String> sentinels() {
    return sentinels.stream().map(sentinel -> "127.0.0.1:" + sentinel.port()).toList();
  }

  /** The name by which sentinels know the master. */
  public String masterName() {
    return MASTER;
  }

  /** The server that the first sentinel takes for the master. */
  public RedisServer master() {
    return masterOf(sentinels.getFirst());
  }

  private RedisServer masterOf(RedisProcess sentinel) {
    List<String> address =
        sentinel.run("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER).lines().toList();
    int port = Integer.parseInt(address.getLast());
    return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
  }

  /** Waits until all sentinels agree on another master than {@code old}, and it takes writes. */
  public RedisServer awaitMasterOtherThan(RedisServer old) {
    for (RedisProcess sentinel : sentinels) {
      sentinel.await("new master", () -> !masterOf(sentinel).equals(old));
    }
    RedisServer master = master();
    master.await("role of a master", () -> master.run("ROLE").startsWith("master"));
    return master;
  }

  /** Waits until both other servers follow the master, for instance one that was started again. */
  public void awaitReplicas() {
    RedisServer master = master();
    master.await("replicas", () -> hasReplicas(master));
  }

  /** Ends all and removes what they wrote. */
  @Override
  public void close() {
    Parallel.end(
        Stream.concat(
                servers.stream().<Runnable>map(server -> server::close),
                sentinels.stream().<Runnable>map(sentinel -> sentinel::close))
            .toList());
  }
}
