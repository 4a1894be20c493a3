package io.lunabuilder.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of events that are open. A stream ends when it has told everything, when its follower
 * leaves or may not call any longer, when the store fails, and when the service closes; a follower
 * that wants more resumes.
 */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  private final Duration longestSilence;
  private final Set<Thread> serving = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param longestSilence after which a sign of life is sent
   */
  EventStreams(Duration longestSilence) {
    this.longestSilence = longestSilence;
  }

  /** What there is to tell. */
  interface Source {
    void sendTo(EventStream events) throws IOException, InterruptedException;
  }

  /** Answers {@code call} with events, and returns when the stream is over. */
  void serve(Context call, Source source) {
    serving.add(Thread.currentThread());
    try {
      EventStream events = EventStream.to(call, longestSilence);
      if (!closed && !HandlerType.HEAD.equals(call.method())) {
        source.sendTo(events);
      }
    } catch (IOException e) {
      LOG.debug("A follower of {} left, or was sent away", call.path(), e);
    } catch (InterruptedException e) {
      LOG.debug("The service closes, and ends {}", call.path());
    } catch (StoreUnavailableException e) {
      // The answer has begun: its end is all that can be told.
      LOG.warn("The store does not answer a follower of {}: {}", call.path(), e.getMessage());
    } finally {
      serving.remove(Thread.currentThread());
      // One that came too late must not disturb the end of the answer.
      Thread.interrupted();
    }
  }

  /** How many streams are open. */
  int open() {
    return serving.size();
  }

  /** Ends all streams, also those that begin from now on. */
  @Override
  public void close() {
    closed = true;
    serving.forEach(Thread::interrupt);
  }
}
