package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds kaniko's executor: the setting, {@code PATH}, the cache, then a build through Go, then a
 * copy out of its image through Docker.
 */
public final class ExecutorFinder {
  private final ExecutorPlaces places;
  private final KnownExecutors known;
  private final Consumer<String> said;
  private final List<String> reasons = new ArrayList<>();

  /**
   * @param said hears of each step, one line at a time
   */
  public ExecutorFinder(ExecutorPlaces places, Consumer<String> said) {
    this.places = places;
    this.known = new KnownExecutors(places.knownExecutor());
    this.said = said;
  }

  /** Looks without making anything: for a question about this machine. */
  public ExecutorSearch look() throws InterruptedException {
    reasons.clear();
    if (places.fromSetting().isPresent()) {
      return atSetting(places.fromSetting().get());
    }
    Optional<ExecutorSearch> found = onSearchPath();
    return found.isPresent() ? found.get() : inCache().orElseGet(this::notFound);
  }

  /** Looks, and gets one where there is none; that can take minutes and needs a network. */
  public ExecutorSearch find() throws InterruptedException {
    ExecutorSearch looked = look();
    if (looked instanceof ExecutorSearch.Found || places.fromSetting().isPresent()) {
      return looked;
    }
    Optional<ExecutorSearch> built = new ExecutorBuild(places, said).build(reasons::add);
    return built.isPresent()
        ? built.get()
        : new ExecutorImage(places, said).copy(reasons::add).orElseGet(this::notFound);
  }

  private ExecutorSearch notFound() {
    return new ExecutorSearch.NotFound(reasons);
  }

  /** What the setting names is taken or refused; looking elsewhere would hide a mistake. */
  private ExecutorSearch atSetting(Path path) throws InterruptedException {
    said.accept("kaniko: looking where the setting says, " + path);
    if (!Files.isExecutable(path) || !Files.isRegularFile(path)) {
      reasons.add("the setting names " + path + ", which is no program that can be run");
    } else if (!known.contains(path)) {
      reasons.add(
          "the setting names "
              + path
              + ", which is another program: it does not answer \"version\" with \"Kaniko version\"");
    } else {
      return new ExecutorSearch.Found(path, "the setting");
    }
    return notFound();
  }

  private Optional<ExecutorSearch> onSearchPath() throws InterruptedException {
    said.accept("kaniko: looking in PATH");
    List<Path> candidates =
        Stream.concat(
                places.searchPath().stream()
                    .flatMap(folder ->
                        Stream.of(folder.resolve("executor"), folder.resolve("kaniko-executor"))),
                Stream.of(Path.of("/kaniko/executor")))
            .filter(Files::isRegularFile)
            .filter(Files::isExecutable)
            .toList();
    for (Path candidate : candidates) {
      if (known.contains(candidate)) {
        return Optional.of(new ExecutorSearch.Found(candidate, "PATH"));
      }
    }
    reasons.add("PATH: no \"executor\" or \"kaniko-executor\" that says it is kaniko");
    return Optional.empty();
  }

  private Optional<ExecutorSearch> inCache() {
    Path folder = places.cachedExecutors();
    said.accept("kaniko: looking in the cache, " + folder);
    Optional<Path> newest = newest(folder);
    if (newest.isEmpty()) {
      reasons.add("the cache " + folder + " has none");
    }
    return newest.map(path -> new ExecutorSearch.Found(path, "the cache"));
  }

  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> kept = Files.list(folder)) {
      return kept.map(key -> key.resolve("executor"))
          .filter(Files::isExecutable)
          .max(Comparator.comparing(ExecutorFinder::modified));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
