package io.lunabuilder.testkit.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * One process of Redis in a container of its own. It can be stopped and started again: port,
 * configuration and what it wrote to disk stay.
 */
final class RedisProcess implements AutoCloseable {
  private static final String CONFIGURATION = "/data/redis.conf";
  private static final String SOCKET = "/data/redis.sock";

  /** For what takes a second or two on an idle machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisOptions options;
  private final int port;
  private final GenericContainer<?> container;

  /**
   * Starts one and waits until it answers; skips the test where there is no Docker or no image.
   *
   * @param options its login, which is used to speak to it, and its files
   * @param port where {@code lines} have it listen
   * @param lines all of its {@code redis.conf}
   * @param arguments more words for {@code redis-server}
   */
  RedisProcess(RedisOptions options, int port, List<String> lines, String... arguments) {
    String image = RealParts.redisImage();
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "Redis is missing: no Docker answers (dev/setup starts one)");
    this.options = options;
    this.port = port;
    List<String> command = new ArrayList<>(List.of(CONFIGURATION));
    command.addAll(List.of(arguments));
    List<String> configuration = new ArrayList<>(lines);
    configuration.addAll(List.of("dir /data", "unixsocket " + SOCKET));
    this.container =
        new GenericContainer<>(image)
            .withNetworkMode("host")
            // The official image's own entry point would give up the right to rewrite the file.
            .withCreateContainerCmdModifier(create -> create.withEntrypoint("redis-server"))
            .withCommand(command.toArray(String[]::new))
            .withCopyToContainer(
                Transferable.of(String.join("\n", configuration) + "\n"), CONFIGURATION);
    for (Map.Entry<String, String> file : options.files().entrySet()) {
      container.withCopyToContainer(Transferable.of(file.getValue()), file.getKey());
    }
    container.start();
    awaitAnswer();
  }

  int port() {
    return port;
  }

  private void awaitAnswer() {
    await("answer of Redis", () -> run("PING").strip().equals("PONG"));
  }

  /** Waits until {@code condition} holds; fails with Redis' own log when it never does. */
  void await(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp || !container.isRunning()) {
        throw new IllegalStateException("no " + what + "; Redis said:\n" + container.getLogs());
      }
      pause(Duration.ofMillis(20));
    }
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  /** Has {@code redis-cli}, inside the container, do one command; what it prints. */
  String run(String... command) {
    List<String> words = new ArrayList<>(List.of("redis-cli", "-s", SOCKET));
    words.addAll(options.login());
    words.addAll(List.of(command));
    try {
      ExecResult result = container.execInContainer(words.toArray(String[]::new));
      return result.getStdout() + result.getStderr();
    } catch (IOException broken) {
      throw new IllegalStateException("redis-cli could not be run", broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  /** Ends it as an administrator does (SIGTERM); it may write what it has. */
  void stop() {
    docker().stopContainerCmd(id()).exec();
  }

  /** Ends it as a power cut does (SIGKILL). */
  void kill() {
    docker().killContainerCmd(id()).exec();
    await("end", () -> !container.isRunning());
  }

  /** Starts it again after {@link #stop} or {@link #kill}. */
  void start() {
    docker().startContainerCmd(id()).exec();
    awaitAnswer();
  }

  /** Freezes it: connections stay and nothing answers. */
  void pause() {
    docker().pauseContainerCmd(id()).exec();
  }

  /** Lets it go on after {@link #pause}. */
  void unpause() {
    docker().unpauseContainerCmd(id()).exec();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  private String id() {
    return container.getContainerId();
  }

  /** Removes it and what it wrote. */
  @Override
  public void close() {
    container.close();
  }
}
