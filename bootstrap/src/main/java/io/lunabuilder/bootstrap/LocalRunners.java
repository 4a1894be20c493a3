package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.BuildAttempt;
import io.lunabuilder.application.BuildRunner;
import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.RunnerSettings;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.kaniko.Isolation;
import io.lunabuilder.kaniko.KanikoSettings;
import io.lunabuilder.kaniko.LocalBuilds;
import io.lunabuilder.registry.OrasImageRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wires what runs builds on this machine: as many runners as the settings ask for.
 *
 * @param executor kaniko's
 */
record LocalRunners(Path executor) implements Runners {

  @Override
  public List<String> start(
      Settings settings,
      Storage store,
      ArchiveSources sources,
      InstantSource clock,
      Console console,
      Parts parts)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.spoolFolder());
    StageContext staging =
        new StageContext(
            sources,
            ArchiveAdapters.unpacker(settings.limits().unpacking(), settings.spoolFolder()));
    LocalBuilds builds = LocalBuilds.on(kaniko(settings, executor));
    console.say(builds.isolation().describe());
    ImageBuilder builder = builds.builder(staging);
    ImageRegistry registry =
        OrasImageRegistry.create(
            settings.images().insecureRegistries(), settings.images().dockerConfig());
    LogMask mask = new LogMask(RegistrySecrets.in(settings.images().dockerConfig()));
    BuildSlots slots = oneAtATime(settings.kaniko().lockFile());
    Lock turn = new ReentrantLock();
    for (int number = 1; number <= settings.workers(); number++) {
      RunnerSettings runner = runner(settings, number);
      BuildAttempt attempt =
          new BuildAttempt(
              store.builds(), store.log(), List.of(builder), registry, mask, runner, clock);
      parts.add(BuildRunner.start(store.builds(), slots, attempt, runner, clock, turn));
    }
    return problems(builds.isolation());
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

  /** How the {@code number}th runner of this process works. */
  static RunnerSettings runner(Settings settings, int number) throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    RunnerName name = new RunnerName(host + "-" + ProcessHandle.current().pid() + "-" + number);
    Settings.Clocks clocks = settings.clocks();
    return RunnerSettings.named(name)
        .withLease(clocks.lease())
        .withLimits(clocks.start(), clocks.build());
  }

  private static List<String> problems(Isolation isolation) {
    return switch (isolation) {
      case Isolation.Possible possible -> List.of();
      case Isolation.Impossible impossible -> List.of(impossible.describe());
    };
  }
}
