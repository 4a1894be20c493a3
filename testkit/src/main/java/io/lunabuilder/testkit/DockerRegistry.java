package io.lunabuilder.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real {@code docker-registry} (the distribution project's) without TLS, as a process on a free
 * port of this machine. The binary is that of the variable {@value #VARIABLE}, else the one on
 * {@code PATH}.
 */
public final class DockerRegistry implements AutoCloseable {

  /** Names the binary. */
  public static final String VARIABLE = "LUNA_TEST_REGISTRY_BIN";

  /** Whom a locked one knows. */
  public static final String USER = "user-of-tests";

  /** The password of that user. */
  public static final String PASSWORD = "password-of-tests";

  /** The password's hash by bcrypt, the only kind that the registry reads. */
  private static final String HASH = "$2b$04$OugQNv65DNAnLlIILhMdNO1aa9ByriexrA7gx6Mb/4iqA08z6WpqO";

  private static final String LOCAL = "127.0.0.1";
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final Process process;
  private final String host;

  private DockerRegistry(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  /** The binary; empty where there is none, so that a test can say what it misses. */
  public static Optional<Path> binary() {
    String given = System.getenv(VARIABLE);
    Stream<Path> candidates =
        given != null
            ? Stream.of(Path.of(given))
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "docker-registry"));
    return candidates.filter(Files::isExecutable).findFirst();
  }

  /**
   * Starts one that keeps its images in {@code folder}, and waits until it answers.
   *
   * @throws IllegalStateException when there is no binary, or it does not come up
   */
  public static DockerRegistry start(Path folder) throws IOException, InterruptedException {
    return start(folder, LOCAL, false);
  }

  private static DockerRegistry start(Path folder, String address, boolean locked)
      throws IOException, InterruptedException {
    Path binary = binary().orElseThrow(() -> new IllegalStateException("no docker-registry"));
    String host = address + ":" + ServerProcess.freePort();
    Path config = Files.createDirectories(folder).resolve("registry.yml");
    String configuration = configuration(folder.resolve("images"), host);
    if (locked) {
      Path users = Files.writeString(folder.resolve("users"), USER + ":" + HASH + "\n");
      configuration += "auth: {htpasswd: {realm: tests, path: %s}}\n".formatted(users);
    }
    Files.writeString(config, configuration);
    Process process =
        new ProcessBuilder(binary.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    DockerRegistry registry = new DockerRegistry(process, host);
    registry.awaitAnswer();
    return registry;
  }

  private static String configuration(Path images, String host) {
    return """
    version: 0.1
    log: {level: warn}
    storage:
      filesystem: {rootdirectory: %s}
      delete: {enabled: true}
    http: {addr: '%s'}
    """
        .formatted(images, host);
  }

  private void awaitAnswer() throws InterruptedException {
    long giveUp = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < giveUp) {
      if (answers()) {
        return;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    close();
    throw new IllegalStateException("docker-registry did not come up at " + host);
  }

  private boolean answers() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + "/v2/")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The same, but a test that misses the binary is skipped. */
  public static DockerRegistry startOrSkip(Path folder) throws IOException, InterruptedException {
    return startOrSkip(folder, LOCAL);
  }

  /** The same at another address of this machine. */
  public static DockerRegistry startOrSkip(Path folder, String address)
      throws IOException, InterruptedException {
    assumeTrue(binary().isPresent(), "docker-registry is missing (dev/setup gets it)");
    return start(folder, address, false);
  }

  /** The same, but it answers to {@value #USER} alone, by the password {@value #PASSWORD}. */
  public static DockerRegistry startLockedOrSkip(Path folder, String address)
      throws IOException, InterruptedException {
    assumeTrue(binary().isPresent(), "docker-registry is missing (dev/setup gets it)");
    return start(folder, address, true);
  }

  /**
   * Puts an image into it, by {@code skopeo}.
   *
   * @param image as {@code docker save} writes it
   * @param name for example {@code base:1}
   * @return the image's reference here
   */
  public String push(Path image, String name) throws IOException, InterruptedException {
    String reference = host + "/" + name;
    Process copy =
        new ProcessBuilder(
                "skopeo",
                "copy",
                "--quiet",
                "--dest-tls-verify=false",
                "docker-archive:" + image,
                "docker://" + reference)
            .redirectErrorStream(true)
            .start();
    String output = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (copy.waitFor() != 0) {
      throw new IllegalStateException("skopeo could not push " + reference + ": " + output);
    }
    return reference;
  }

  /** {@code 127.0.0.1:PORT}, as in an image's reference. */
  public String host() {
    return host;
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 5, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    process.onExit().join();
  }
}
