package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What {@code dev/release} makes of the last commit.
 *
 * @param folder where it lies
 */
record Release(Path folder) {
  static final String VERSION = "1.2.3";

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_MINUTES = 15;

  /** Makes one; skips the test where there is no commit to make it of. */
  static Release makeOrSkip(Path folder) throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(CHECKOUT.resolve(".git")), "this is no git checkout: nothing to release");
    run(Map.of(), CHECKOUT.resolve("dev/release").toString(), VERSION, folder.toString());
    return new Release(folder);
  }

  /** Checksums of all its files, by name. */
  String checksums() throws IOException {
    return Files.readString(folder.resolve("SHA256SUMS"));
  }

  /** The archive of which the product builds its own image. */
  Path imageArchive() {
    return folder.resolve("luna-builder-" + VERSION + "-image.tar.gz");
  }

  /** Unpacks the program into {@code where}; gives its folder. */
  Path install(Path where) throws IOException, InterruptedException {
    try (Stream<Path> files = Files.list(folder)) {
      Path program =
          files.filter(file -> file.toString().contains("-linux-")).findFirst().orElseThrow();
      run(Map.of(), "tar", "-xzf", program.toString(), "-C", where.toString());
    }
    return where.resolve("luna-builder-" + VERSION);
  }

  /** Runs a command that has to succeed; gives what it prints. */
  static String run(Map<String, String> settings, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("release-test", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(settings);
      Process process = builder.start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String printed = Files.readString(output);
      assertThat(ended && process.exitValue() == 0)
          .as("%s: %s", String.join(" ", command), printed)
          .isTrue();
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
