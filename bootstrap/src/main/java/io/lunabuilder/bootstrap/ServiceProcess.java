package io.lunabuilder.bootstrap;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A process that serves until it is told to end. */
final class ServiceProcess {
  /** For what is left to do after builds had their grace. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private ServiceProcess() {}

  /** Finds out what runs builds; it may take long and fail. */
  @FunctionalInterface
  interface RunnersOf {
    Runners find(Settings settings, Console console) throws StartFailure, InterruptedException;
  }

  /**
   * Serves.
   *
   * @param loaded the settings to begin with
   * @param sources where they are read again
   * @throws StartFailure when another process has the data folder, or there are no runners
   */
  static void serve(
      LoadedSettings loaded, SettingSources sources, RunnersOf runners, Console console)
      throws Exception {
    Settings settings = loaded.settings();
    LiveSettings live = new LiveSettings(settings);
    live.follow(now -> LogLevels.set(now.operation().logLevel()));
    Optional<DataFolder> taken = DataFolder.take(settings.dataFolder());
    if (taken.isEmpty()) {
      throw new StartFailure(StartFailure.Cause.MACHINE, inUse(settings.dataFolder()));
    }
    Duration patience = settings.operation().shutdownGrace().plus(GRACE);
    try (Termination termination = Termination.listen(patience);
        DataFolder folder = taken.get();
        Parts parts = new Parts()) {
      Service service = parts.add(Service.start(live, runners.find(settings, console), console));
      SettingsReload.start(sources, loaded, live).ifPresent(parts::add);
      folder.tell(service.address(), true);
      settings.remarks().forEach(console::say);
      console.say("Serving on " + service.address() + ", data in " + folder.path());
      termination.await();
      console.say("Ending");
    }
  }

  private static String inUse(Path folder) {
    return DataFolder.owner(folder)
        .map(owner ->
            "The data folder "
                + folder
                + " belongs to process "
                + owner.pid()
                + owner.service().map(URI::toString).map(a -> ", which serves on " + a).orElse("")
                + ". End it, or give another --data-dir.")
        .orElse("The data folder " + folder + " belongs to another process.");
  }
}
