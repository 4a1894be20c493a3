package com.example.buildkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code buildctl}, which talks to the daemon. It is started without a shell, and with
 * few variables of the service's environment, since that may hold secrets.
 *
 * @param program the file
 * @param address of the daemon
 */
record Buildctl(Path program, String address) {
  private static final String NAME = "buildctl";
  private static final long SECONDS_TO_ANSWER = 10;
  private static final long MILLIS_TO_END_STEPS = 200;

  /** How it reaches registries for credentials, and whom it trusts there. */
  private static final Set<String> VARIABLES =
      Set.of(
          "PATH",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  /**
   * The first of that name in the folders of {@code path}.
   *
   * @throws IOException when there is none
   */
  static Buildctl inPath(@Nullable String path, String address) throws IOException {
    return Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .map(folder -> Path.of(folder, NAME))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Buildctl(program, address))
        .orElseThrow(() ->
            new IOException(
                "there is no buildctl in PATH: install BuildKit, or"
                    + " name the program in LUNA_BUILDER_BUILDKIT_BUILDCTL"));
  }

  /** Why the daemon cannot be used, and what to do; empty when it answers. */
  Optional<String> problem() {
    try {
      Process asking = prepare(List.of("debug", "workers")).start();
      if (!asking.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        asking.destroyForcibly();
        return Optional.of(unreachable("no answer in " + SECONDS_TO_ANSWER + " s"));
      }
      String answer = new String(asking.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return asking.exitValue() == 0 ? Optional.empty() : Optional.of(unreachable(answer.strip()));
    } catch (IOException e) {
      return Optional.of(program + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the question was interrupted");
    }
  }

  private String unreachable(String answer) {
    return "buildkitd cannot be reached at "
        + address
        + " ("
        + answer
        + "): start it, or set LUNA_BUILDER_BUILDKIT_ADDRESS";
  }

  /**
   * Starts a build.
   *
   * @param arguments what follows {@code buildctl build}
   * @param dockerConfig folder with the credentials for this build and no others
   */
  BuildctlRun build(List<String> arguments, Path dockerConfig) throws IOException {
    List<String> all = new ArrayList<>(List.of("build"));
    all.addAll(arguments);
    ProcessBuilder process = prepare(all);
    process.environment().put("DOCKER_CONFIG", dockerConfig.toString());
    return new BuildctlRun(process.start());
  }

  private ProcessBuilder prepare(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--addr", address));
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().keySet().retainAll(VARIABLES);
    process.redirectInput(new File("/dev/null"));
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return process;
  }

  /**
   * Ends what a process that is dead now had started.
   *
   * @param argument that no other build has
   */
  static void endBuildWith(String argument) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(process ->
                process.info().arguments().stream().flatMap(Stream::of).anyMatch(argument::equals))
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> process.onExit().join());
    if (!left.isEmpty()) {
      letStepsEnd();
    }
  }

  /**
   * Waits until the daemon has ended the steps of a build whose client went away. It tells nobody
   * when it has: it took up to 63 ms when that was measured, and an equal build that begins before
   * would hear the end of the old one. An interrupt does not cut the wait short.
   */
  static void letStepsEnd() {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(MILLIS_TO_END_STEPS, TimeUnit.MILLISECONDS))
        .join();
  }
}
