package io.lunabuilder.bootstrap;

import io.lunabuilder.application.BuildAttempt;
import io.lunabuilder.application.BuildRunner;
import io.lunabuilder.application.LogMask;
import io.lunabuilder.application.RunnerSettings;
import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.LogMarks;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.registry.OrasImageRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts as many runners as the settings ask for, all with the same parts.
 *
 * @param builder what builds
 * @param registry who is asked for an image at the end
 * @param mask what logs must not show
 * @param slots where builds find a place
 */
record Workers(ImageBuilder builder, ImageRegistry registry, LogMask mask, BuildSlots slots) {
  private static final LogMarks MARKS = new DiagnosticMarks();

  /** With the registry and its secrets that the settings name. */
  static Workers of(Settings settings, ImageBuilder builder, BuildSlots slots) throws IOException {
    Settings.Images images = settings.images();
    return new Workers(
        builder,
        OrasImageRegistry.create(images.insecureRegistries(), images.dockerConfig()),
        new LogMask(RegistrySecrets.in(images.dockerConfig())),
        slots);
  }

  /**
   * Starts them.
   *
   * @param parts gets each of them
   */
  void start(Settings settings, Storage store, InstantSource clock, Parts parts)
      throws IOException {
    Lock turn = new ReentrantLock();
    for (int number = 1; number <= settings.workers(); number++) {
      RunnerSettings runner = runner(settings, number);
      BuildAttempt attempt =
          new BuildAttempt(
              store.builds(), store.log(), List.of(builder), registry, mask, MARKS, runner, clock);
      parts.add(BuildRunner.start(store.builds(), slots, attempt, runner, clock, turn));
    }
  }

  /** How the {@code number}th runner of this process works. */
  private static RunnerSettings runner(Settings settings, int number) throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    RunnerName name = new RunnerName(host + "-" + ProcessHandle.current().pid() + "-" + number);
    Settings.Clocks clocks = settings.clocks();
    return RunnerSettings.named(name)
        .withLease(clocks.lease())
        .withLimits(clocks.start(), clocks.build());
  }
}
