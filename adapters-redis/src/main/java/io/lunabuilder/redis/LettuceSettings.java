package io.lunabuilder.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lunabuilder.redis.RedisAddress.Credentials;
import io.lunabuilder.redis.RedisAddress.Node;
import io.lunabuilder.redis.RedisAddress.Tls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says to Lettuce where Redis is and how patient to be. */
final class LettuceSettings {

  /** A server that is there answers within it; who asks is told after it. */
  static final Duration ANSWER = Duration.ofSeconds(3);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration TOPOLOGY_CHECK = Duration.ofSeconds(15);

  private LettuceSettings() {}

  /** The one server, or the one that sentinels will name. */
  static RedisURI server(RedisAddress address, Node node) {
    RedisURI uri = uri(node, address.credentials(), address.tls());
    uri.setDatabase(address.database());
    return uri;
  }

  static RedisURI sentinels(RedisAddress address, RedisAddress.Topology.Sentinel sentinel) {
    Node first = sentinel.sentinels().getFirst();
    RedisURI uri = server(address, first);
    uri.setSentinelMasterId(sentinel.master());
    uri.getSentinels()
        .addAll(
            sentinel.sentinels().stream()
                .map(node -> uri(node, sentinel.credentials(), address.tls()))
                .toList());
    return uri;
  }

  static List<RedisURI> nodes(RedisAddress address, RedisAddress.Topology.Cluster cluster) {
    return cluster.nodes().stream().map(node -> server(address, node)).toList();
  }

  private static RedisURI uri(Node node, @Nullable Credentials credentials, @Nullable Tls tls) {
    RedisURI uri = RedisURI.create(node.host(), node.port());
    uri.setTimeout(ANSWER);
    uri.setClientName("luna-builder");
    if (credentials != null) {
      uri.setCredentialsProvider(
          new StaticCredentialsProvider(
              RedisCredentials.just(credentials.user(), credentials.password())));
    }
    if (tls != null) {
      uri.setSsl(true);
      uri.setVerifyPeer(tls.verify() ? SslVerifyMode.FULL : SslVerifyMode.NONE);
    }
    return uri;
  }

  static ClientOptions options(RedisAddress address) {
    ClientOptions.Builder options = ClientOptions.builder();
    configure(options, address);
    return options.build();
  }

  static ClusterClientOptions clusterOptions(RedisAddress address) {
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    configure(options, address);
    return options
        // It connects to a node with the first step for it, which must not be rejected for that.
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.ACCEPT_COMMANDS)
        .topologyRefreshOptions(
            ClusterTopologyRefreshOptions.builder()
                .enablePeriodicRefresh(TOPOLOGY_CHECK)
                .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                .build())
        .build();
  }

  /**
   * A caller hears at once that the server is away, and a step whose answer was lost is not sent
   * again behind his back: he knows best whether to repeat it.
   */
  private static void configure(ClientOptions.Builder options, RedisAddress address) {
    options
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(_ -> true)
        .timeoutOptions(TimeoutOptions.enabled(ANSWER))
        .socketOptions(sockets());
    Tls tls = address.tls();
    if (tls != null && tls.authority() != null) {
      options.sslOptions(
          SslOptions.builder().jdkSslProvider().trustManager(tls.authority().toFile()).build());
    }
  }

  /** A peer that went away without a word is noticed within some seconds. */
  private static SocketOptions sockets() {
    return SocketOptions.builder()
        .connectTimeout(CONNECT)
        .keepAlive(
            SocketOptions.KeepAliveOptions.builder()
                .enable()
                .idle(Duration.ofSeconds(5))
                .interval(Duration.ofSeconds(2))
                .count(3)
                .build())
        .tcpUserTimeout(
            SocketOptions.TcpUserTimeoutOptions.builder()
                .enable()
                .tcpUserTimeout(Duration.ofSeconds(10))
                .build())
        .build();
  }
}
