package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lunabuilder.application.port.StoreUnavailableException;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.storekit.ChangeFeed;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Hears on one connection what the server announces, and passes it on to those of this process who
 * care. After the connection was lost everyone is woken, to look for what was missed.
 */
final class Announcements extends RedisPubSubAdapter<String, byte[]> implements AutoCloseable {
  private final StatefulRedisPubSubConnection<String, byte[]> connection;
  private final Keyspace keys;
  private final Signal work = new Signal();
  private final FollowedLogs logs = new FollowedLogs();
  private final ChangeFeed feed = new ChangeFeed();
  private int watchers;

  private Announcements(StatefulRedisPubSubConnection<String, byte[]> connection, Keyspace keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /** Begins to listen. */
  static Announcements on(StatefulRedisPubSubConnection<String, byte[]> connection, Keyspace keys) {
    Announcements announcements = new Announcements(connection, keys);
    connection.addListener(announcements);
    connection.sync().subscribe(keys.work(), keys.logChanges());
    return announcements;
  }

  /** Given when there may be something to claim. */
  Signal work() {
    return work;
  }

  /** The logs that someone waits for. */
  FollowedLogs logs() {
    return logs;
  }

  /** Changes come by the channel only while someone watches: they are long, and many. */
  synchronized Subscription watch(Function<ChangeFeed, Subscription> subscriber) {
    if (watchers == 0) {
      try {
        connection.sync().subscribe(keys.changes());
      } catch (RedisException e) {
        throw new StoreUnavailableException("Redis: " + e.getMessage(), e);
      }
    }
    watchers++;
    Subscription subscription = subscriber.apply(feed);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        subscription.close();
        unwatch();
      }
    };
  }

  private synchronized void unwatch() {
    watchers--;
    if (watchers == 0) {
      // Without an answer nothing is lost but a little time of the server.
      connection.async().unsubscribe(keys.changes()).exceptionally(_ -> null);
    }
  }

  @Override
  public void message(String channel, byte[] message) {
    if (channel.equals(keys.changes())) {
      feed.publish(List.of(BuildText.announced(message)));
    } else if (channel.equals(keys.work())) {
      work.give();
    } else {
      logChanged(new String(message, UTF_8));
    }
  }

  /** An announcement is the build's id, where its log ends, and 1 when it is sealed. */
  private void logChanged(String announcement) {
    int afterId = announcement.indexOf(' ');
    int afterEnd = announcement.indexOf(' ', afterId + 1);
    BuildId.parse(announcement.substring(0, afterId))
        .flatMap(logs::find)
        .ifPresent(log ->
            log.endsAt(
                new FollowedLog.End(
                    Long.parseLong(announcement, afterId + 1, afterEnd, 10),
                    announcement.endsWith(" 1"))));
  }

  @Override
  public void subscribed(String channel, long count) {
    wakeEveryone();
  }

  private void wakeEveryone() {
    work.give();
    logs.doubtAll();
  }

  @Override
  public void close() {
    feed.close();
    wakeEveryone();
  }
}
