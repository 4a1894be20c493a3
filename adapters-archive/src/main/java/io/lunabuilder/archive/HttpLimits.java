package io.lunabuilder.archive;

import java.time.Duration;

/**
 * How long and how much to fetch.
 *
 * @param archiveBytes largest archive that is fetched
 * @param connect longest wait for a connection
 * @param stall longest wait for an answer, and for each next piece of its body
 */
public record HttpLimits(long archiveBytes, Duration connect, Duration stall) {
  /** 10 GiB, 10 seconds to connect, a minute of silence. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(10L << 30, Duration.ofSeconds(10), Duration.ofMinutes(1));

  /** The usual ones, for archives of up to so many bytes. */
  public static HttpLimits upTo(long archiveBytes) {
    return new HttpLimits(archiveBytes, DEFAULT.connect, DEFAULT.stall);
  }
}
