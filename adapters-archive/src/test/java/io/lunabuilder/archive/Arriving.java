package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** An archive in memory that arrives as over a network. */
sealed interface Arriving extends ArchiveContent {
  byte[] bytes();

  /** All at once. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Whole(byte[] bytes) implements Arriving {
    @Override
    public InputStream stream() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** A few bytes with each read, and none that are known to be there before they are read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record InCrumbs(byte[] bytes) implements Arriving {
    private static final int CRUMB = 611;

    @Override
    public InputStream stream() {
      return new ByteArrayInputStream(bytes) {
        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
          return super.read(buffer, offset, Math.min(length, CRUMB));
        }

        @Override
        public synchronized int available() {
          return 0;
        }
      };
    }
  }

  @Override
  default Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  default OptionalLong size() {
    return OptionalLong.of(bytes().length);
  }

  @Override
  default void close() {
    // Bytes in memory.
  }
}
