package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Counts how often the kernel killed a process of this process's control group for its memory: the
 * group whose limits builds inherit (R18).
 *
 * <p>Source of the files: the kernel's {@code Documentation/admin-guide/cgroup-v2.rst} ({@code
 * memory.events}) and {@code cgroup-v1/memory.rst} ({@code memory.oom_control}, both with a line
 * {@code oom_kill N}).
 */
final class MemoryKills {
  private static final Path MEMBERSHIP = Path.of("/proc/self/cgroup");
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");

  private final List<Path> counters;

  private MemoryKills(List<Path> counters) {
    this.counters = counters;
  }

  /**
   * The counter of this process's own group; one that always says none where groups cannot be read.
   */
  static MemoryKills ofThisProcess() {
    try (Stream<String> groups = Files.lines(MEMBERSHIP)) {
      return new MemoryKills(
          groups.flatMap(MemoryKills::counters).filter(Files::isReadable).toList());
    } catch (IOException e) {
      return new MemoryKills(List.of());
    }
  }

  /** A line is {@code id:controllers:path}; inside a container the path may be that of the host. */
  private static Stream<Path> counters(String membership) {
    String[] parts = membership.split(":", 3);
    if (parts.length < 3) {
      return Stream.of();
    }
    String path = parts[2].substring(1);
    return switch (parts[1]) {
      case "" ->
          Stream.of(MOUNT.resolve(path).resolve("memory.events"), MOUNT.resolve("memory.events"));
      case "memory" ->
          Stream.of(MOUNT.resolve("memory").resolve(path), MOUNT.resolve("memory"))
              .map(group -> group.resolve("memory.oom_control"));
      default -> Stream.of();
    };
  }

  /** Kills up to now; 0 when nothing can be read. */
  long count() {
    return counters.stream()
        .map(MemoryKills::read)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .findFirst()
        .orElse(0);
  }

  private static OptionalLong read(Path counter) {
    try (Stream<String> lines = Files.lines(counter)) {
      Optional<String> kills = lines.filter(line -> line.startsWith("oom_kill ")).findFirst();
      return kills.isPresent()
          ? OptionalLong.of(Long.parseLong(kills.get().substring("oom_kill ".length()).strip()))
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
