package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.redis.RedisAddress.Topology;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The two connections of a process: one for steps, which any number of threads share, and one on
 * which the server announces changes. Both come back by themselves after they were lost.
 */
record Connections(
    ClientResources resources,
    AbstractRedisClient client,
    RedisClusterAsyncCommands<String, byte[]> steps,
    StatefulRedisPubSubConnection<String, byte[]> announcements)
    implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(new StringCodec(UTF_8), ByteArrayCodec.INSTANCE);
  private static final Delay RECONNECT =
      Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS);
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  /**
   * Connects.
   *
   * @throws StoreUnavailableException when that cannot be, with the server's own words if it spoke
   */
  static Connections open(RedisAddress address) {
    Refusals refusals = new Refusals();
    ClientResources resources =
        ClientResources.builder().reconnectDelay(RECONNECT).nettyCustomizer(refusals).build();
    try {
      return switch (address.topology()) {
        case Topology.Single(RedisAddress.Node node) ->
            server(address, resources, LettuceSettings.server(address, node));
        case Topology.Sentinel sentinel ->
            server(address, resources, LettuceSettings.sentinels(address, sentinel));
        case Topology.Cluster cluster -> cluster(address, resources, cluster);
      };
    } catch (RedisException e) {
      throw new StoreUnavailableException("Redis: " + refusals.reason(e).getMessage(), e);
    }
  }

  private static Connections server(RedisAddress address, ClientResources resources, RedisURI uri) {
    RedisClient client = RedisClient.create(resources, uri);
    try {
      client.setOptions(LettuceSettings.options(address));
      StatefulRedisConnection<String, byte[]> steps = client.connect(CODEC);
      return new Connections(resources, client, steps.async(), client.connectPubSub(CODEC));
    } catch (RuntimeException e) {
      end(client, resources);
      throw e;
    }
  }

  private static Connections cluster(
      RedisAddress address, ClientResources resources, Topology.Cluster cluster) {
    RedisClusterClient client =
        RedisClusterClient.create(resources, LettuceSettings.nodes(address, cluster));
    try {
      client.setOptions(LettuceSettings.clusterOptions(address));
      StatefulRedisClusterConnection<String, byte[]> steps = client.connect(CODEC);
      return new Connections(resources, client, steps.async(), client.connectPubSub(CODEC));
    } catch (RuntimeException e) {
      end(client, resources);
      throw e;
    }
  }

  private static void end(AbstractRedisClient client, ClientResources resources) {
    client.shutdown(Duration.ZERO, LONGEST_END);
    resources
        .shutdown(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(LONGEST_END.toMillis());
  }

  @Override
  public void close() {
    end(client, resources);
  }
}
