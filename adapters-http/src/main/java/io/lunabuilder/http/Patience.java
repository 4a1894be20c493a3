package io.lunabuilder.http;

import java.time.Duration;

/**
 * How long the service waits.
 *
 * @param silence the longest that a stream of events says nothing
 * @param head how long the line and the headers of a call may take to come
 */
record Patience(Duration silence, Duration head) {
  /** The silence is under what proxies on the way usually take for dead. */
  static final Patience USUAL = new Patience(Duration.ofSeconds(15), Duration.ofSeconds(10));
}
