package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.plugin.BuilderPlugin;
import io.lunabuilder.application.plugin.ImageDestination;
import io.lunabuilder.application.plugin.Workplace;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.kaniko.LocalBuilds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builders of plug-ins; one that cannot be opened is said so, and is not offered to callers. */
final class PluginBuilders {
  private final LiveSettings live;
  private final ArchiveSources sources;
  private final Console console;
  private final List<BuilderPlugin> usable;

  PluginBuilders(LiveSettings live, ArchiveSources sources, Console console) {
    this.live = live;
    this.sources = sources;
    this.console = console;
    this.usable = new ArrayList<>(live.current().extensions().builders());
  }

  /** Those that requests may name. */
  List<BuilderName> names() {
    return usable.stream().map(plugin -> new BuilderName(plugin.name())).toList();
  }

  /**
   * Opens all of them, for a process that builds.
   *
   * @param parts gets those that must be closed
   */
  List<ImageBuilder> open(Parts parts) {
    List<ImageBuilder> builders = new ArrayList<>();
    usable.removeIf(plugin -> !opened(plugin, builders));
    builders.stream()
        .filter(AutoCloseable.class::isInstance)
        .map(AutoCloseable.class::cast)
        .forEach(parts::add);
    return List.copyOf(builders);
  }

  private boolean opened(BuilderPlugin plugin, List<ImageBuilder> builders) {
    try {
      ImageBuilder builder =
          plugin.open(live.current().extensions().of(plugin), new Place(plugin.name()));
      if (!builder.name().value().equals(plugin.name())) {
        throw new IOException("it calls itself " + builder.name());
      }
      return builders.add(builder);
    } catch (IOException | RuntimeException | Error e) {
      console.say(live.current().extensions().cannotBeUsed("plug-in", plugin, e));
      return false;
    }
  }

  /** What one of them gets from the service. */
  private final class Place implements Workplace {
    private final String name;

    Place(String name) {
      this.name = name;
    }

    @Override
    public Path folder() {
      return made(live.current().dataFolder().resolve("plugins").resolve(name));
    }

    @Override
    public ContextStaging staging() {
      Settings now = live.current();
      return Sources.staging(sources, now, made(now.spoolFolder()));
    }

    @Override
    public ImageDestination destination() {
      Settings.Images images = live.current().images();
      return new ImageDestination(
          images.registry(), images.insecureRegistries(), images.dockerConfig());
    }

    @Override
    public Path imageFile(BuildId build) {
      return LocalBuilds.imageFile(made(live.current().imagesFolder()), build);
    }

    private static Path made(Path folder) {
      try {
        return Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
