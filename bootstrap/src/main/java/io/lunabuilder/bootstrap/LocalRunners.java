package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.kaniko.Isolation;
import io.lunabuilder.kaniko.KanikoSettings;
import io.lunabuilder.kaniko.LocalBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Wires what runs builds on this machine: as many runners as the settings ask for.
 *
 * @param executor kaniko's
 */
record LocalRunners(Path executor) implements Runners {

  @Override
  public Supplier<List<String>> start(LiveSettings live, Wiring wiring)
      throws IOException, InterruptedException {
    Settings settings = live.current();
    Files.createDirectories(settings.spoolFolder());
    LocalBuilds builds = LocalBuilds.on(kaniko(settings, executor));
    wiring.console().say(builds.isolation().describe());
    List<ImageBuilder> plugins = wiring.plugins().open(wiring.parts());
    new Workers(
            Tools.of(live, now -> builder(builds, now, wiring.sources()), plugins),
            oneAtATime(settings.kaniko().lockFile()),
            () -> live.current().operation().shutdownGrace())
        .seenBy(wiring.telemetry(), 1)
        .start(live, wiring);
    List<String> problems = problems(builds.isolation());
    return () -> problems;
  }

  private ImageBuilder builder(LocalBuilds builds, Settings settings, ArchiveSources sources) {
    return builds
        .with(kaniko(settings, executor))
        .builder(Sources.staging(sources, settings, settings.spoolFolder()));
  }

  private static BuildSlots oneAtATime(Path lockFile) throws StartFailure {
    try {
      return LocalBuilds.oneAtATime(lockFile);
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.Cause.SETTINGS,
          "The lock file LUNA_BUILDER_LOCK_FILE cannot be used: "
              + StartFailure.of(e).getMessage());
    }
  }

  private static KanikoSettings kaniko(Settings settings, Path executor) {
    return new KanikoSettings(
        executor,
        settings.buildsFolder(),
        settings.imagesFolder(),
        settings.images().registry(),
        settings.images().insecureRegistries(),
        settings.images().dockerConfig());
  }

  private static List<String> problems(Isolation isolation) {
    return switch (isolation) {
      case Isolation.Possible possible -> List.of();
      case Isolation.Impossible impossible -> List.of(impossible.describe());
    };
  }
}
