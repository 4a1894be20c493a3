package io.lunabuilder.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a server said when it refused to let us in.
 *
 * <p>Lettuce looks for the handshake of a connection after that is open. A server that refuses
 * faster than that has closed it by then, and Lettuce says "RedisHandshakeHandler not registered"
 * instead of the server's own words (its AbstractRedisClient.initializeChannelAsync0).
 */
final class Refusals implements NettyCustomizer {
  private final AtomicReference<@Nullable Throwable> latest = new AtomicReference<>();

  @Override
  public void afterChannelInitialized(Channel channel) {
    RedisHandshakeHandler handshake = channel.pipeline().get(RedisHandshakeHandler.class);
    if (handshake != null) {
      handshake.channelInitialized().whenComplete((_, refusal) -> remember(refusal));
    }
  }

  private void remember(@Nullable Throwable refusal) {
    if (refusal != null) {
      latest.set(refusal);
    }
  }

  /** Why it could not be connected: the server's words when it said any, or what Lettuce says. */
  Throwable reason(RedisException failure) {
    Throwable refusal = latest.get();
    if (refusal != null) {
      return refusal;
    }
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
