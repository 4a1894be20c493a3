package io.lunabuilder.testkit.redis;

import java.util.List;
import java.util.stream.Stream;

/** A real cluster of three masters without replicas, each with a third of the slots. */
public final class RedisCluster implements AutoCloseable {
  private static final int NODES = 3;

  /**
   * As many as <a
   * href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">every cluster
   * has</a>.
   */
  private static final int SLOTS = 16_384;

  private static final Shared<RedisCluster> SHARED =
      new Shared<>(() -> startOrSkip(RedisOptions.plain()));

  private final List<RedisServer> nodes;

  private RedisCluster(List<RedisServer> nodes) {
    this.nodes = nodes;
  }

  /** The same one for all tests of this JVM, without login and TLS. */
  public static RedisCluster shared() {
    return SHARED.get();
  }

  /**
   * Starts the nodes, joins them, and waits until all of them call the cluster whole; skips the
   * test where no Docker can run them.
   */
  public static RedisCluster startOrSkip(RedisOptions options) {
    List<Node> nodes = Parallel.start(NODES, () -> start(options));
    for (int i = 0; i < NODES; i++) {
      nodes.get(i).join(nodes.getFirst(), i);
    }
    RedisCluster cluster = new RedisCluster(nodes.stream().map(Node::server).toList());
    cluster.awaitWhole();
    return cluster;
  }

  private static Node start(RedisOptions options) {
    int bus = FreePorts.next();
    List<String> lines =
        List.of(
            "cluster-enabled yes",
            "cluster-config-file nodes.conf",
            "cluster-node-timeout 2000",
            "cluster-announce-ip 127.0.0.1",
            "cluster-port " + bus,
            "tls-cluster " + (options.authority() == null ? "no" : "yes"));
    return new Node(RedisServer.start(options, lines), bus);
  }

  /**
   * @param bus the port at which nodes speak with each other
   */
  private record Node(RedisServer server, int bus) {

    void join(Node first, int index) {
      order("ADDSLOTSRANGE", firstSlot(index), firstSlot(index + 1) - 1);
      // Nodes that begin with the same epoch would first have to agree on others.
      order("SET-CONFIG-EPOCH", index + 1);
      if (!equals(first)) {
        order("MEET", "127.0.0.1", first.server.port(), first.bus);
      }
    }

    private static int firstSlot(int index) {
      return SLOTS * index / NODES;
    }

    private void order(Object... words) {
      String answer =
          server.run(
              Stream.concat(Stream.of("CLUSTER"), Stream.of(words).map(Object::toString))
                  .toArray(String[]::new));
      if (!answer.equals("OK")) {
        throw new IllegalStateException("CLUSTER " + List.of(words) + ": " + answer);
      }
    }
  }

  /** The masters, in the order of their slots. */
  public List<RedisServer> nodes() {
    return nodes;
  }

  /** Waits until every node sees all others and an owner for every slot. */
  public void awaitWhole() {
    for (RedisServer node : nodes) {
      node.await("whole cluster", () -> isWhole(node.run("CLUSTER", "INFO")));
    }
  }

  private static boolean isWhole(String state) {
    return state.contains("cluster_state:ok") && state.contains("cluster_known_nodes:" + NODES);
  }

  /** Ends all nodes and removes what they wrote. */
  @Override
  public void close() {
    Parallel.end(nodes.stream().<Runnable>map(node -> node::close).toList());
  }
}
