package io.lunabuilder.bootstrap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lunabuilder.testkit.ToxiproxyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** A container of the product's own image, on this machine's network, that serves. */
final class RunningImage implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final String container;
  private final String address;

  private RunningImage(String container, String address) {
    this.container = container;
    this.address = address;
  }

  /** Starts one and waits until it is ready; skips the test where there is no Docker. */
  static RunningImage startOrSkip(String image, Map<String, String> settings, String... options)
      throws IOException, InterruptedException {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "Docker is missing (dev/docker)");
    int port = ToxiproxyServer.freePort();
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach", "--network=host"));
    settings.forEach((name, value) -> command.add("--env=" + name + "=" + value));
    command.add("--env=LUNA_BUILDER_HOST=127.0.0.1");
    command.add("--env=LUNA_BUILDER_PORT=" + port);
    command.addAll(List.of(options));
    command.add(image);
    String printed = Release.run(Map.of(), command.toArray(String[]::new)).strip();
    RunningImage running =
        new RunningImage(
            printed.substring(printed.lastIndexOf('\n') + 1), "http://127.0.0.1:" + port);
    running.awaitReady();
    return running;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + LONGEST_START.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("it is not ready: " + output());
      }
      Thread.sleep(LOOK);
    }
  }

  private boolean isReady() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest question = HttpRequest.newBuilder(URI.create(address + "/readiness")).build();
      return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  String address() {
    return address;
  }

  /** Who runs it, by number. */
  String user() throws IOException, InterruptedException {
    return Release.run(Map.of(), "docker", "exec", container, "id", "-u").strip();
  }

  String output() throws IOException, InterruptedException {
    return Release.run(Map.of(), "docker", "logs", container);
  }

  @Override
  public void close() throws IOException {
    try {
      Release.run(Map.of(), "docker", "stop", "--time=20", container);
      Release.run(Map.of(), "docker", "rm", container);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
