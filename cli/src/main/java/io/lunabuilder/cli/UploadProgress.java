package io.lunabuilder.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows how much of an archive was sent, and knows whether it could be read. */
final class UploadProgress implements AutoCloseable {
  private static final long STEP = 1 << 18;

  private final Terminal terminal;
  private final long total;
  private long sent;
  private long shown;
  private volatile @Nullable IOException readFailure;

  /**
   * @param total bytes that will be sent; zero when unknown
   */
  UploadProgress(Terminal terminal, long total) {
    this.terminal = terminal;
    this.total = total;
  }

  /** The same stream, counted. */
  InputStream counting(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          int read = super.read(buffer, offset, length);
          count(Math.max(0, read));
          return read;
        } catch (IOException unreadable) {
          readFailure = unreadable;
          throw unreadable;
        }
      }
    };
  }

  private void count(int bytes) {
    sent += bytes;
    if (sent - shown >= STEP) {
      shown = sent;
      terminal.status("uploading " + amount());
    }
  }

  private String amount() {
    return total == 0
        ? Words.bytes(sent)
        : Words.bytes(sent) + " of " + Words.bytes(total) + " (" + 100 * sent / total + " %)";
  }

  /**
   * Why the archive could not be read, if it could not: to who sends it, that looks like a broken
   * connection.
   */
  Optional<IOException> readFailure() {
    return Optional.ofNullable(readFailure);
  }

  /** All was sent. */
  void done() {
    terminal.status("");
    terminal.note("Sent the archive: " + Words.bytes(sent));
  }

  @Override
  public void close() {
    terminal.status("");
  }
}
