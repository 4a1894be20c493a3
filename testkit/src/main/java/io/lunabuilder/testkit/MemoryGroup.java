package io.lunabuilder.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A control group with a limit on memory, as a container has one.
 *
 * @param path the group's folder
 */
public record MemoryGroup(Path path) implements AutoCloseable {
  private static final Path VERSION_1 = Path.of("/sys/fs/cgroup/memory");
  private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");

  /** Skips the test where this process may make no group. */
  public static MemoryGroup limitedTo(long bytes) throws IOException {
    boolean first = Files.isWritable(VERSION_1);
    Path parent = first ? VERSION_1 : VERSION_2;
    assumeTrue(Files.isWritable(parent), "no control group can be made here");
    Path group = Files.createDirectory(parent.resolve("luna-builder-test-" + UUID.randomUUID()));
    String limit = first ? "memory.limit_in_bytes" : "memory.max";
    if (!Files.exists(group.resolve(limit))) {
      Files.delete(group);
      assumeTrue(false, "control groups of this machine have no memory controller");
    }
    Files.writeString(group.resolve(limit), Long.toString(bytes));
    return new MemoryGroup(group);
  }

  /** A command that runs {@code command} inside this group. */
  public List<String> inside(List<String> command) {
    return Stream.concat(wrapper().stream(), command.stream()).toList();
  }

  /** The words in front of a command that make it run inside this group. */
  public List<String> wrapper() {
    return List.of("sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", path.toString());
  }

  /** The last process of the group may take a moment to leave it. */
  @Override
  public void close() throws IOException {
    for (int attempt = 0; attempt < 50; attempt++) {
      try {
        Files.delete(path);
        return;
      } catch (IOException busy) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
    Files.delete(path);
  }
}
