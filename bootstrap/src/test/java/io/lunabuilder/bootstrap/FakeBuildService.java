package io.lunabuilder.bootstrap;

import io.lunabuilder.application.LogMask;
import io.lunabuilder.testkit.CountedSlots;
import io.lunabuilder.testkit.InMemoryImageRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

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
    serve(
        new FakeBuildService(
            Path.of(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1]))));
  }

  /** Serves by the settings of the environment until it is told to end. */
  static void serve(Runners runners) throws Exception {
    Console console = new Console(System.out::println);
    SettingSources sources = SettingSources.of(System.getenv());
    ServiceProcess.serve(Startup.load(sources, console), sources, (_, _) -> runners, console);
  }

  @Override
  public Supplier<List<String>> start(LiveSettings settings, Wiring wiring) throws IOException {
    Tools tools =
        new Tools(
            List.of(new FakeBuilder(ledger, time)),
            new InMemoryImageRegistry(),
            new LogMask(List.of()));
    new Workers(
            () -> tools,
            new CountedSlots(settings.current().workers()),
            () -> settings.current().operation().shutdownGrace())
        .seenBy(wiring.telemetry(), settings.current().workers())
        .start(settings, wiring);
    return List::of;
  }
}
