package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.LogMask;
import io.lunabuilder.testkit.CountedSlots;
import io.lunabuilder.testkit.InMemoryImageRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The service with all its real parts but one: a fake builder. For processes that are killed by the
 * hundred, which would need a machine of its own with kaniko.
 *
 * @param ledger where the builder writes what it did
 * @param time how long an image takes
 */
record FakeBuildService(Path ledger, Duration time) implements Runners {
  /** Arguments: the ledger, and how many milliseconds a build takes. */
  public static void main(String[] arguments) throws Exception {
    Console console = new Console(System.out::println);
    Settings settings = Startup.settings(System.getenv());
    Runners runners =
        new FakeBuildService(
            Path.of(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
    try (Termination termination = Termination.listen(Duration.ofSeconds(10));
        DataFolder _ = DataFolder.take(settings.dataFolder()).orElseThrow();
        Service service = Service.start(settings, runners, console)) {
      console.say("Serving on " + service.address() + ",");
      termination.await();
    }
  }

  @Override
  public List<String> start(
      Settings settings,
      Storage store,
      ArchiveSources sources,
      InstantSource clock,
      Console console,
      Parts parts)
      throws IOException {
    new Workers(
            new FakeBuilder(ledger, time),
            new InMemoryImageRegistry(),
            new LogMask(List.of()),
            new CountedSlots(settings.workers()))
        .start(settings, store, clock, parts);
    return List.of();
  }
}
