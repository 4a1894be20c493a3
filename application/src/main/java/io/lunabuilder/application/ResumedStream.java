package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/** The bytes of an archive, which go on where they were after the transfer broke. */
final class ResumedStream extends InputStream {
  private static final System.Logger LOG = System.getLogger(ResumedStream.class.getName());

  private final ArchiveSource source;
  private final Archive archive;
  private final Tries tries;
  private ArchiveContent content;
  private long offset;
  private int fruitless;

  /**
   * How long to go on trying.
   *
   * @param count without a byte between them, before it is given up
   * @param pause before the first of them, twice as long before each further one
   */
  record Tries(int count, Duration pause) {
    static final Tries USUAL = new Tries(5, Duration.ofSeconds(1));
  }

  /**
   * @param archive as it was opened: with its version
   */
  ResumedStream(ArchiveSource source, Archive archive, ArchiveContent content, Tries tries) {
    this.source = source;
    this.archive = archive;
    this.content = content;
    this.tries = tries;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    while (true) {
      try {
        int count = content.stream().read(buffer, from, length);
        if (count > 0) {
          offset += count;
          fruitless = 0;
        }
        return count;
      } catch (ArchiveRefusedException e) {
        throw e;
      } catch (IOException broken) {
        if (Thread.currentThread().isInterrupted()) {
          throw broken;
        }
        resume(broken);
      }
    }
  }

  private void resume(IOException broken) throws IOException {
    IOException reason = broken;
    while (fruitless < tries.count()) {
      pause();
      fruitless++;
      LOG.log(
          System.Logger.Level.INFO,
          "The transfer of {0} broke after {1} bytes ({2}); going on, try {3} of {4}",
          archive.link(),
          String.valueOf(offset),
          reason.getMessage(),
          fruitless,
          tries.count());
      switch (reopened()) {
        case ArchiveSource.Opening.Opened(ArchiveContent next) -> {
          content.close();
          content = next;
          return;
        }
        case ArchiveSource.Opening.Refused(ArchiveProblem problem) -> {
          reason = new ArchiveRefusedException(problem);
          if (problem.code() != FailureCode.ARCHIVE_UNREACHABLE) {
            throw reason;
          }
        }
      }
    }
    throw reason;
  }

  private void pause() throws InterruptedIOException {
    try {
      Thread.sleep(tries.pause().multipliedBy(1L << fruitless));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private ArchiveSource.Opening reopened() throws IOException {
    try {
      return source.open(archive, offset);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
