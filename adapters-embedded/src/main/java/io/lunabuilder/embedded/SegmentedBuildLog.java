package io.lunabuilder.embedded;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs as folders of files, {@code <build id>/<offset of the first byte>.log}. In memory is only
 * what someone uses or writes.
 */
final class SegmentedBuildLog implements BuildLog {
  private final Path folder;
  private final LogLimits limits;
  private final Map<BuildId, Shared> logs = new ConcurrentHashMap<>();

  /** A log and how many calls use it now. */
  private record Shared(OpenLog log, int users) {
    Shared plus(int more) {
      return new Shared(log, users + more);
    }
  }

  /** A step on a log that may touch the disk. */
  private interface Step<T> {
    T run(OpenLog log) throws IOException, InterruptedException;
  }

  SegmentedBuildLog(Path folder, LogLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  @Override
  public long append(BuildId id, byte[] text) {
    return quickly(id, log -> log.append(text));
  }

  @Override
  public LogSlice read(BuildId id, long offset, int atMost) {
    if (offset < 0 || atMost < 0) {
      throw new IllegalArgumentException("no log has offset " + offset + " or length " + atMost);
    }
    return quickly(id, log -> log.read(offset, atMost));
  }

  @Override
  public long end(BuildId id) {
    return quickly(id, OpenLog::end);
  }

  @Override
  public boolean awaitGrowth(BuildId id, long offset, Duration atMost) throws InterruptedException {
    return using(id, log -> log.awaitGrowth(offset, atMost));
  }

  @Override
  public void seal(BuildId id) {
    quickly(
        id,
        log -> {
          log.seal();
          return true;
        });
  }

  @Override
  public void delete(BuildId id) {
    quickly(
        id,
        log -> {
          log.delete();
          logs.remove(id);
          return true;
        });
  }

  private <T> T quickly(BuildId id, Step<T> step) {
    try {
      return using(id, step);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a step that never waits was interrupted", e);
    }
  }

  private <T> T using(BuildId id, Step<T> step) throws InterruptedException {
    OpenLog log = acquire(id);
    try {
      return step.run(log);
    } catch (IOException e) {
      throw new UncheckedIOException("log of build " + id, e);
    } finally {
      release(id, log);
    }
  }

  private OpenLog acquire(BuildId id) {
    return logs.compute(id, (_, known) -> known == null ? open(id) : known.plus(1)).log();
  }

  private Shared open(BuildId id) {
    try {
      return new Shared(new OpenLog(new LogFolder(folder.resolve(id.toString()), limits)), 1);
    } catch (IOException e) {
      throw new UncheckedIOException("log of build " + id, e);
    }
  }

  private void release(BuildId id, OpenLog log) {
    logs.computeIfPresent(id, (_, known) -> known.log() == log ? without(known) : known);
  }

  private static @Nullable Shared without(Shared known) {
    return known.users() == 1 && !known.log().isBeingWritten() ? null : known.plus(-1);
  }

  @Override
  public int purge(Instant time, int atMost) {
    int purged = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      Iterator<Path> each = folders.iterator();
      while (purged < atMost && each.hasNext()) {
        Optional<BuildId> id = BuildId.parse(each.next().getFileName().toString());
        if (id.isPresent() && id.get().mayBeBefore(time) && purge(id.get(), time)) {
          purged++;
        }
      }
      return purged;
    } catch (NoSuchFileException nothingYet) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean purge(BuildId id, Instant time) {
    boolean old = quickly(id, log -> !log.isBeingWritten() && log.lastChange().isBefore(time));
    if (old) {
      delete(id);
    }
    return old;
  }

  /** Wakes nobody: who waits does so for a time of his own. */
  @Override
  public void close() {
    logs.clear();
  }
}
