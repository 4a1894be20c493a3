package io.lunabuilder.cli;

import java.util.function.Consumer;

/** Follows a build's log while it grows. */
final class LogFollower {
  private static final String END = "end";

  private LogFollower() {}

  /**
   * Gives each line to {@code reader} until the log is complete.
   *
   * @param path the build's path in the API
   * @param notes told when the connection breaks for longer
   */
  static void follow(
      ServiceClient service, String path, Consumer<String> reader, Consumer<String> notes)
      throws InterruptedException {
    new EventStream(service, path + "/log", notes)
        .follow(event -> {
          if (event.type().equals(END)) {
            return true;
          }
          event.data().forEach(reader);
          return false;
        });
  }
}
