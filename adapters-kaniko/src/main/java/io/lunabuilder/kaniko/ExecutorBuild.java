package io.lunabuilder.kaniko;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the executor from its source with the project's tool script, which checks the sources'
 * checksums and puts the result into the cache.
 */
final class ExecutorBuild {
  private final ExecutorPlaces places;
  private final Consumer<String> said;

  ExecutorBuild(ExecutorPlaces places, Consumer<String> said) {
    this.places = places;
    this.said = said;
  }

  /** The script prints the path of what it made as its last line. */
  Optional<ExecutorSearch> build(Consumer<String> reasons) throws InterruptedException {
    Optional<Path> script =
        places.tools().map(folder -> folder.resolve("build")).filter(Files::isExecutable);
    if (script.isEmpty()) {
      reasons.accept("Go: the project's dev/tools/build is not beside this program");
      return Optional.empty();
    }
    said.accept("kaniko: building it through Go (about two minutes the first time)");
    Optional<CommandRun> run =
        CommandRun.followed(
            List.of(script.get().toString(), "kaniko"),
            Map.of("LUNA_BUILDER_CACHE", places.cache().toString()),
            line -> said.accept("  " + line));
    Optional<Path> built =
        run.filter(CommandRun::succeeded)
            .map(done -> Path.of(done.lastLine()))
            .filter(Files::isExecutable);
    if (built.isEmpty()) {
      reasons.accept(
          "Go: " + run.map(CommandRun::lastLine).orElse("dev/tools/build cannot be run"));
    }
    return built.map(path -> new ExecutorSearch.Found(path, "built through Go"));
  }
}
