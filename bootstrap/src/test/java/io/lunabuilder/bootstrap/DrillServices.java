package io.lunabuilder.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Service processes that share builds; one that is killed is started again at once. */
final class DrillServices implements AutoCloseable {
  private static final String SERVING = "Serving on ";

  private final Path folder;
  private final Map<String, String> settings;
  private final List<String> arguments;
  private final RandomGenerator random;
  private final List<Place> places = new ArrayList<>();
  private int kills;

  /** Where one process at a time runs, and where it serves; null while it starts. */
  private static final class Place {
    private volatile Program program;
    private volatile @Nullable URI address;

    private Place(Program program) {
      this.program = program;
    }

    /** Unless it was killed meanwhile. */
    private synchronized void serves(Program started, URI at) {
      if (program == started) {
        address = at;
      }
    }

    private synchronized void replaceWith(Program other) {
      address = null;
      program = other;
    }
  }

  /**
   * Starts them. One that ran before prepared the start of the others: they live a few seconds, and
   * would spend these on loading their classes.
   *
   * @param folder gets a data folder for each
   * @param arguments of {@link FakeBuildService}
   */
  DrillServices(
      int count,
      Path folder,
      Map<String, String> settings,
      List<String> arguments,
      RandomGenerator random)
      throws IOException, InterruptedException, TimeoutException {
    this.folder = folder;
    this.settings = settings;
    this.arguments = arguments;
    this.random = random;
    rehearse();
    for (int number = 0; number < count; number++) {
      Place place = new Place(program(number, "-XX:AOTCache=" + cache()));
      places.add(place);
      follow(place);
    }
  }

  private void rehearse() throws IOException, InterruptedException, TimeoutException {
    try (Program program = program(0, "-XX:AOTCacheOutput=" + cache())) {
      program.awaitLine(SERVING);
      program.signal("TERM");
      program.awaitEnd();
    }
  }

  private Path cache() {
    return folder.resolve("classes.aot");
  }

  private Program program(int number, String option) throws IOException {
    Map<String, String> own = new HashMap<>(settings);
    own.put("JAVA_TOOL_OPTIONS", option);
    own.put("LUNA_BUILDER_PORT", "0");
    own.put(
        "LUNA_BUILDER_DATA_DIR",
        Files.createDirectories(folder.resolve("service-" + number)).toString());
    return Program.run(FakeBuildService.class, List.of(), own, arguments.toArray(String[]::new));
  }

  private static void follow(Place place) {
    Program program = place.program;
    Thread.ofVirtual()
        .start(() -> {
          try {
            String line = program.awaitLine(SERVING);
            place.serves(program, URI.create(line.replaceFirst(".*Serving on (\\S+),.*", "$1")));
          } catch (InterruptedException | TimeoutException e) {
            if (place.program == program) {
              System.err.println("drill: a service does not start: " + e.getMessage());
            }
          }
        });
  }

  /** Where one of them serves, any one; waits until one does. */
  URI any() throws InterruptedException {
    while (true) {
      List<URI> serving = serving().stream().map(place -> place.address).toList();
      if (!serving.isEmpty()) {
        return serving.get(random.nextInt(serving.size()));
      }
      Thread.sleep(20);
    }
  }

  private synchronized List<Place> serving() {
    return places.stream().filter(place -> place.address != null).toList();
  }

  /** Kills one, any one, whether it serves yet or not, and starts it again. */
  synchronized void killAny() throws IOException, InterruptedException, TimeoutException {
    Place place = places.get(random.nextInt(places.size()));
    place.program.signal("KILL");
    place.program.awaitEnd();
    kills++;
    place.replaceWith(program(places.indexOf(place), "-XX:AOTCache=" + cache()));
    follow(place);
  }

  /** How many were killed. */
  synchronized int kills() {
    return kills;
  }

  @Override
  public synchronized void close() {
    places.forEach(place -> place.program.close());
  }
}
