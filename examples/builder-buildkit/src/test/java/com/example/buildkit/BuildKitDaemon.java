package com.example.buildkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real {@code buildkitd} for tests. It runs in mount and process namespaces of its own, so that
 * its end is the end of all that it started and mounted.
 */
final class BuildKitDaemon implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private static final String CONFIGURATION =
      """
      [frontend."gateway.v0"]
        enabled = false
      [worker.oci]
        gc = false
      """;

  private final Process process;
  private final Buildctl buildctl;

  private BuildKitDaemon(Process process, Buildctl buildctl) {
    this.process = process;
    this.buildctl = buildctl;
  }

  /**
   * Starts one, and waits until it answers; where something that it needs is missing, the test is
   * skipped.
   *
   * @param folder new, for all of its files; a short path, since a socket is in it
   */
  static BuildKitDaemon startOrSkip(Path folder) throws IOException, InterruptedException {
    Path program = part("LUNA_TEST_BUILDKITD");
    Buildctl buildctl = buildctlAt("unix://" + folder.resolve("socket"));
    assumeTrue("root".equals(System.getProperty("user.name")), "buildkitd needs root here");
    for (String name : List.of("runc", "unshare")) {
      assumeTrue(isInPath(name), name + " is missing: install it");
    }
    Files.createDirectories(folder);
    Path configuration = Files.writeString(folder.resolve("buildkitd.toml"), CONFIGURATION);
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            "unshare --mount --pid --fork --kill-child --mount-proc"
                                .concat(" --propagation private")
                                .split(" ")),
                        Stream.of(
                            program.toString(),
                            "--config=" + configuration,
                            "--root=" + folder.resolve("root"),
                            "--addr=" + buildctl.address(),
                            "--otel-socket-path=" + folder.resolve("otel"),
                            "--cdi-disabled",
                            "--oci-worker=true",
                            "--containerd-worker=false",
                            "--oci-worker-net=host"))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    BuildKitDaemon daemon = new BuildKitDaemon(process, buildctl);
    daemon.awaitAnswer(folder.resolve("log"));
    return daemon;
  }

  /** The program, whether or not a daemon is there; without it the test is skipped. */
  static Buildctl buildctlAt(String address) {
    return new Buildctl(part("LUNA_TEST_BUILDCTL"), address);
  }

  private static Path part(String variable) {
    Optional<Path> path = Optional.ofNullable(System.getenv(variable)).map(Path::of);
    assumeTrue(
        path.filter(Files::isExecutable).isPresent(),
        "BuildKit is missing: " + variable + " names no program (dev/setup makes it)");
    return path.orElseThrow();
  }

  private static boolean isInPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < giveUp) {
      if (buildctl.problem().isEmpty()) {
        return;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    close();
    throw new IllegalStateException("buildkitd did not come up: " + Files.readString(log));
  }

  Buildctl buildctl() {
    return buildctl;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
