package io.lunabuilder.cli;

import io.lunabuilder.cli.ServerSentEvents.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a stream of events to its end, through broken connections: it resumes after the last
 * event that arrived.
 */
final class EventStream {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MOST_FAILURES = 40;

  /** A single break is mended at once, and nobody's business. */
  private static final int FAILURES_TO_TELL = 3;

  private final ServiceClient service;
  private final String path;
  private final Consumer<String> notes;
  private @Nullable String lastId;
  private int failures;

  /**
   * @param notes told of a break that lasts
   */
  EventStream(ServiceClient service, String path, Consumer<String> notes) {
    this.service = service;
    this.path = path;
    this.notes = notes;
  }

  /**
   * Gives each event to {@code reader} until that says that it was the last one.
   *
   * @throws CommandFailure when the service refuses, or stays away for about 20 seconds
   */
  void follow(Predicate<Event> reader) throws InterruptedException {
    while (!readConnection(reader)) {
      failures++;
      if (failures == FAILURES_TO_TELL) {
        notes.accept("The connection to " + service.server() + " broke; trying again");
      }
      if (failures > MOST_FAILURES) {
        throw new CommandFailure(
            "The connection to " + service.server() + " is lost; the build there may still go on.");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Reads one connection; true when the last event came. */
  private boolean readConnection(Predicate<Event> reader) throws InterruptedException {
    try (ServerSentEvents events = service.events(path, lastId)) {
      for (Optional<Event> event = events.next(); event.isPresent(); event = events.next()) {
        failures = 0;
        lastId = event.get().id() == null ? lastId : event.get().id();
        if (reader.test(event.get())) {
          return true;
        }
      }
      return false;
    } catch (IOException broken) {
      return false;
    }
  }
}
