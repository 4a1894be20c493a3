package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies the executor out of its image through a Docker that can pull, into the cache. */
final class ExecutorImage {
  private final ExecutorPlaces places;
  private final Consumer<String> said;

  ExecutorImage(ExecutorPlaces places, Consumer<String> said) {
    this.places = places;
    this.said = said;
  }

  Optional<ExecutorSearch> copy(Consumer<String> reasons) throws InterruptedException {
    said.accept("kaniko: copying it out of the image " + places.image() + " through Docker");
    Optional<CommandRun> created =
        CommandRun.followed(
            List.of("docker", "create", places.image()),
            Map.of(),
            line -> said.accept("  " + line));
    if (created.filter(CommandRun::succeeded).isEmpty()) {
      reasons.accept(
          "Docker: " + created.map(CommandRun::lastLine).orElse("there is no program \"docker\""));
      return Optional.empty();
    }
    String container = created.get().lastLine();
    try {
      return Optional.of(new ExecutorSearch.Found(copyFrom(container), places.image()));
    } catch (IOException e) {
      reasons.accept("Docker: " + e.getMessage());
      return Optional.empty();
    } finally {
      CommandRun.of(List.of("docker", "rm", "--force", container));
    }
  }

  /**
   * The copy is put into its place as a whole, so that a broken one is never found in the cache.
   */
  private Path copyFrom(String container) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(places.cachedExecutors().resolve(key()));
    Path draft = folder.resolve("executor." + ProcessHandle.current().pid());
    CommandRun copied =
        CommandRun.of(List.of("docker", "cp", container + ":/kaniko/executor", draft.toString()))
            .orElseThrow(() -> new IOException("there is no program \"docker\""));
    if (!copied.succeeded()) {
      throw new IOException(copied.lastLine());
    }
    return Files.move(draft, folder.resolve("executor"), StandardCopyOption.ATOMIC_MOVE);
  }

  private String key() {
    byte[] name = places.image().getBytes(StandardCharsets.UTF_8);
    return "image-" + HexFormat.of().toHexDigits(Arrays.hashCode(name));
  }
}
