package io.lunabuilder.http;

import io.lunabuilder.application.RepeatedTask;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Ends connections whose caller takes too long to say what it wants: those that never said it, and
 * those that send a call's head byte by byte, which no timeout for silence ends.
 */
final class SlowCallers implements Connection.Listener, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final long patience;
  private final Map<Connection, Mark> waiting = new ConcurrentHashMap<>();
  private final RepeatedTask watch;

  /**
   * How far a connection was when its caller last owed nothing.
   *
   * @param at by {@link System#nanoTime}
   * @param calls whose heads had come by then
   * @param bytes that had come by then
   */
  private record Mark(long at, long calls, long bytes) {}

  /**
   * @param patience how long the head of a call may take
   */
  SlowCallers(Duration patience) {
    this.patience = patience.toNanos();
    this.watch =
        RepeatedTask.startLater("slow callers", () -> PAUSE, () -> waiting.forEach(this::look));
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection.getMessagesIn() >= 0) {
      waiting.put(connection, new Mark(System.nanoTime(), 0, 0));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
  }

  private void look(Connection connection, Mark mark) {
    long now = System.nanoTime();
    if (owesNothing(connection, mark)) {
      waiting.replace(
          connection, mark, new Mark(now, connection.getMessagesIn(), connection.getBytesIn()));
    } else if (now - mark.at() > patience) {
      waiting.remove(connection);
      connection.getEndPoint().close();
    }
  }

  /** Its call is being answered, or it was answered and has sent nothing since. */
  private static boolean owesNothing(Connection connection, Mark mark) {
    long calls = connection.getMessagesIn();
    return calls > connection.getMessagesOut()
        || calls > mark.calls()
        || (calls > 0 && connection.getBytesIn() == mark.bytes());
  }

  /** Looks at connections no more. */
  @Override
  public void close() {
    watch.close();
  }
}
