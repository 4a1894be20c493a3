package io.lunabuilder.embedded;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of one log. No file stays open between two calls, so that the number of logs does not
 * matter. What was appended survives the death of the process, but not that of the machine. Streams
 * are used and not channels, which an interrupt of the calling thread would close in the middle.
 */
final class LogFolder {
  private static final String SEAL = "sealed";

  private final Path folder;
  private final LogLimits limits;

  LogFolder(Path folder, LogLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** The segments that are there, in order; none for an unknown log. */
  List<LogSegment> segments() throws IOException {
    List<LogSegment> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Optional<Long> start = LogSegment.start(file);
        if (start.isPresent()) {
          found.add(new LogSegment(start.get(), Files.size(file)));
        }
      }
    } catch (NoSuchFileException unknown) {
      return List.of();
    }
    found.sort(null);
    return List.copyOf(found);
  }

  /**
   * Adds {@code text} behind {@code segments} and drops what is too much; returns what is there
   * then.
   */
  List<LogSegment> append(List<LogSegment> segments, byte[] text) throws IOException {
    List<LogSegment> grown = new ArrayList<>(segments);
    if (grown.isEmpty()) {
      Files.createDirectories(folder);
    }
    int written = 0;
    while (written < text.length) {
      if (grown.isEmpty() || grown.getLast().length() >= limits.segmentBytes()) {
        grown.add(new LogSegment(grown.isEmpty() ? 0 : grown.getLast().end(), 0));
      }
      LogSegment last = grown.removeLast();
      int part = (int) Math.min(text.length - written, limits.segmentBytes() - last.length());
      write(last, text, written, part);
      grown.add(last.longerBy(part));
      written += part;
      dropMiddle(grown);
    }
    return List.copyOf(grown);
  }

  private void write(LogSegment segment, byte[] text, int from, int length) throws IOException {
    Path file = folder.resolve(segment.fileName());
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(text, from, length);
    }
  }

  /** Deletes the oldest segment after the head while all together are over the cap. */
  private void dropMiddle(List<LogSegment> segments) throws IOException {
    long total = segments.stream().mapToLong(LogSegment::length).sum();
    while (total > limits.capBytes()) {
      LogSegment oldest = oldestAfterHead(segments);
      Files.deleteIfExists(folder.resolve(oldest.fileName()));
      segments.remove(oldest);
      total -= oldest.length();
    }
  }

  private LogSegment oldestAfterHead(List<LogSegment> segments) {
    return segments.stream()
        .filter(segment -> segment.start() >= limits.headBytes())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Reads {@code length} bytes of one segment into {@code into} at {@code from}, beginning at an
   * offset of the log that is in it.
   *
   * @throws FileNotFoundException when the segment was dropped meanwhile
   */
  void read(LogSegment segment, long offset, byte[] into, int from, int length) throws IOException {
    Path path = folder.resolve(segment.fileName());
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(offset - segment.start());
      file.readFully(into, from, length);
    }
  }

  boolean isSealed() {
    return Files.exists(folder.resolve(SEAL));
  }

  void seal() throws IOException {
    Files.createDirectories(folder);
    if (!isSealed()) {
      Files.createFile(folder.resolve(SEAL));
    }
  }

  /** When a file of it was written last; the beginning of time for an unknown log. */
  Instant lastChange() throws IOException {
    Instant last = Instant.MIN;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Instant change = Files.getLastModifiedTime(file).toInstant();
        last = change.isAfter(last) ? change : last;
      }
    } catch (NoSuchFileException gone) {
      return last;
    }
    return last;
  }

  void delete() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException unknown) {
      return;
    }
    Files.deleteIfExists(folder);
  }
}
