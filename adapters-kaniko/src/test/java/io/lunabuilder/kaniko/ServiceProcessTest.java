package io.lunabuilder.kaniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.MemoryGroup;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that builds locally")
@Timeout(120)
class ServiceProcessTest {
  private static KanikoBench bench;

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    bench = KanikoBench.in(folder);
  }

  @AfterAll
  static void close() throws InterruptedException {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  @DisplayName("takes its build with it when it is killed, and its disk space is free again")
  void killed() throws Exception {
    Process service =
        started(
            bench.inProcess(bench.from() + "RUN setsid sleep 86003 & echo begun; sleep 86003\n"));
    awaitLine(service, "begun");
    assertThat(Processes.with("86003")).isNotEmpty();

    service.destroyForcibly().waitFor();

    await(() -> Processes.with("86003").isEmpty());
    await(() -> rootsLeft().isEmpty());

    LocalBuilds.on(bench.pushing());
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  @Tag("R18")
  @DisplayName("bounds its builds by its own limit on memory, and outlives a greedy step")
  void greedyStep() throws Exception {
    try (MemoryGroup group = MemoryGroup.limitedTo(400L * 1024 * 1024)) {
      CommandRun run =
          CommandRun.of(group.inside(bench.inProcess(bench.from() + "RUN tail /dev/zero\n")))
              .orElseThrow();

      assertThat(run.output()).contains("OUT_OF_MEMORY");
      assertThat(run.lastLine()).isEqualTo("the service lives");
    }
  }

  private static Process started(List<String> command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitLine(Process process, String expected) throws Exception {
    BufferedReader lines = process.inputReader();
    StringBuilder before = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(expected)) {
        return;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("it never printed " + expected + ":\n" + before);
  }

  private static List<String> rootsLeft() throws Exception {
    return bench.leftovers().stream()
        .filter(name -> bench.builds().resolve(name).resolve("root").toFile().exists())
        .toList();
  }

  private static void await(Condition condition) throws Exception {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("it never came true").isLessThan(giveUp);
      Thread.sleep(20);
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }
}
