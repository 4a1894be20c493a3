package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.registry.OrasImageRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Walks once through what a start needs, so that the JVM can record which classes that are (JEP
 * 514); the launcher calls it. No build runs, and nothing stays behind.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
  private static final String IMAGE = "rehearsal:1";
  private static final Pattern BUILD_ID = Pattern.compile("\"build_id\":\"([^\"]+)\"");
  private static final Duration PAUSE = Duration.ofMillis(20);

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("luna-builder-rehearsal");
    try {
      Settings settings =
          Startup.settings(
              Map.of(
                  "LUNA_BUILDER_DATA_DIR", folder.resolve("data").toString(),
                  "LUNA_BUILDER_PORT", "0",
                  "LUNA_BUILDER_WORKERS", "0"));
      Console silent = new Console(_ -> {});
      try (DataFolder data = DataFolder.take(settings.dataFolder()).orElseThrow();
          Service service = Service.start(settings, Runners.NONE, silent)) {
        data.tell(service.address(), false);
        play(service.address(), folder);
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void play(URI service, Path folder) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      get(client, service.resolve("/healthcheck"));
      get(client, service.resolve("/readiness"));
      byte[] archive = archive();
      post(client, service.resolve("/1/archives"), archive);
      post(client, service.resolve("/1/builds"), "{}".getBytes(StandardCharsets.UTF_8));
      get(client, service.resolve("/1/builds"));
      Path file = Files.write(folder.resolve("context.zip"), archive);
      Path context = folder.resolve("context");
      new CommandLine(new StageCommand()).execute(file.toString(), context.toString());
      buildAndCancel(client, service, context);
    }
    askRegistry(service);
  }

  /** The service runs no builds, so that the build waits until it is cancelled. */
  private static void buildAndCancel(HttpClient client, URI service, Path context)
      throws IOException, InterruptedException {
    Thread build =
        Thread.ofVirtual()
            .start(() ->
                Main.commandLine()
                    .execute(
                        "build", context.toString(), "-i", IMAGE, "--server", service.toString()));
    URI waiting = service.resolve("/1/builds?limit=1");
    Optional<String> id = firstId(client, waiting);
    while (id.isEmpty() && build.isAlive()) {
      Thread.sleep(PAUSE);
      id = firstId(client, waiting);
    }
    if (id.isPresent()) {
      Main.commandLine().execute("cancel", id.get(), "--server", service.toString());
    }
    build.join();
  }

  private static Optional<String> firstId(HttpClient client, URI builds)
      throws IOException, InterruptedException {
    String list =
        client.send(HttpRequest.newBuilder(builds).build(), BodyHandlers.ofString()).body();
    Matcher id = BUILD_ID.matcher(list);
    return id.find() ? Optional.of(id.group(1)) : Optional.empty();
  }

  /** The service itself is no registry, and says so as one would that lacks the image. */
  private static void askRegistry(URI service) throws InterruptedException {
    String host = service.getAuthority();
    ImageReference image = ImageReference.parse("image", host + "/" + IMAGE).orThrow();
    OrasImageRegistry.create(Set.of(host), null)
        .resolve(image, new Digest("sha256:" + "0".repeat(64)));
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Dockerfile"));
      zip.write("FROM scratch\n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void get(HttpClient client, URI address) throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private static void post(HttpClient client, URI address, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    client.send(request, BodyHandlers.discarding());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
