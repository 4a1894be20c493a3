package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Moves bytes from an archive to a file, counted, and stops when its thread is interrupted. */
final class Copying {
  static final int BUFFER = 128 << 10;

  private Copying() {}

  /** Is told of bytes before they are written, and may refuse them. */
  interface Count {
    void take(long bytes) throws IOException;
  }

  /**
   * Copies to the end and returns how many bytes that were. Each write is of a full buffer: what a
   * decompressor gives at a time can be as little as 512 bytes.
   */
  static long copy(InputStream in, OutputStream out, String name, byte[] buffer, Count count)
      throws IOException {
    long copied = 0;
    for (int read = fill(in, buffer); read > 0; read = fill(in, buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      count.take(read);
      write(out, buffer, read, name);
      copied += read;
    }
    return copied;
  }

  private static int fill(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.readNBytes(buffer, 0, buffer.length);
    } catch (UnusableArchiveException
        | InterruptedIOException
        | java.nio.channels.ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableArchiveException(e);
    }
  }

  /** Reads to the end and drops it. */
  static void drain(InputStream in, byte[] buffer, Count count) throws IOException {
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      count.take(read);
    }
  }

  static void heedInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length, String name)
      throws IOException {
    try {
      out.write(buffer, 0, length);
    } catch (java.nio.channels.ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw DiskProblem.of(e, name);
    }
  }
}
