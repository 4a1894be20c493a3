package io.lunabuilder.kaniko;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for kaniko's executor, and how to get it.
 *
 * @param setting the path that the setting names, or null
 * @param searchPath folders of the variable {@code PATH}
 * @param cache folder that keeps what was made once
 * @param toolsFolder the project's {@code dev/tools}, or null where only the program is there
 * @param image an image that has the executor at {@code /kaniko/executor}
 */
public record ExecutorPlaces(
    @Nullable Path setting,
    List<Path> searchPath,
    Path cache,
    @Nullable Path toolsFolder,
    String image) {

  /** The maintained fork's image. Source: the README of github.com/osscontainertools/kaniko. */
  public static final String DEFAULT_IMAGE = "ghcr.io/osscontainertools/kaniko:latest";

  public ExecutorPlaces {
    searchPath = List.copyOf(searchPath);
  }

  Optional<Path> fromSetting() {
    return Optional.ofNullable(setting);
  }

  Optional<Path> tools() {
    return Optional.ofNullable(toolsFolder);
  }

  /** Holds one folder for each executor that was made, named after what it was made from. */
  Path cachedExecutors() {
    return cache.resolve("kaniko");
  }

  /** Remembers which program outside of the cache was seen to be kaniko. */
  Path knownExecutor() {
    return cache.resolve("known-executor");
  }
}
