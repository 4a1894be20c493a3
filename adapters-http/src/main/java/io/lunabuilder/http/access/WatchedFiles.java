package io.lunabuilder.http.access;

import io.lunabuilder.application.RepeatedTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files say, read again when their content changes. What they said last stays when they cannot
 * be read, which is told once for each change.
 *
 * @param <T> what is made of them
 */
public final class WatchedFiles<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LARGEST = 1 << 20;

  /** Makes a value of files' content. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Makes the value.
     *
     * @param contents one for each file, in their order
     * @throws IOException when they say nothing that can be used; the message tells a person why,
     *     and no secret
     */
    T read(List<byte[]> contents) throws IOException;
  }

  private final List<Path> files;
  private final Reader<T> reader;
  private final RepeatedTask watch;
  private volatile T value;
  private @Nullable List<byte[]> seen;
  private String told = "";

  private WatchedFiles(List<Path> files, Reader<T> reader) throws IOException {
    this.files = List.copyOf(files);
    this.reader = reader;
    List<byte[]> contents = contents();
    this.value = reader.read(contents);
    this.seen = contents;
    this.watch = RepeatedTask.startLater("watch of " + names(files), () -> PAUSE, this::look);
  }

  /**
   * Reads the files, and again whenever they change.
   *
   * @throws IOException when they cannot be used now; the message names them
   */
  public static <T> WatchedFiles<T> open(List<Path> files, Reader<T> reader) throws IOException {
    try {
      return new WatchedFiles<>(files, reader);
    } catch (IOException e) {
      throw new IOException(names(files) + " cannot be used: " + reason(e), e);
    }
  }

  /** What they say now. */
  public T value() {
    return value;
  }

  private void look() {
    try {
      List<byte[]> contents = contents();
      if (isNew(contents)) {
        seen = contents;
        value = reader.read(contents);
        told = "";
        LOG.info("{}: the new content is in use", names(files));
      }
    } catch (IOException | RuntimeException e) {
      tell(reason(e));
    }
  }

  private boolean isNew(List<byte[]> contents) {
    List<byte[]> before = seen;
    if (before == null) {
      return true;
    }
    for (int i = 0; i < contents.size(); i++) {
      if (!Arrays.equals(contents.get(i), before.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void tell(String problem) {
    if (!problem.equals(told)) {
      told = problem;
      LOG.warn("{}: what was there before stays in use: {}", names(files), problem);
    }
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      try (InputStream content = Files.newInputStream(file)) {
        byte[] bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw new IOException("it has more than " + LARGEST + " bytes");
        }
        contents.add(bytes);
      }
    }
    return contents;
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "it is not there" : String.valueOf(e.getMessage());
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  /** Looks no more. */
  @Override
  public void close() {
    watch.close();
  }
}
