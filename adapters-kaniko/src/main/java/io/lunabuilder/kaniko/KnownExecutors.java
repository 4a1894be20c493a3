package io.lunabuilder.kaniko;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells kaniko's executor from other programs: it is asked for its version, which takes as long as
 * loading 80 MB, and remembered until the file changes.
 *
 * @param memory the file that holds what was asked last; it may be missing
 */
record KnownExecutors(Path memory) {
  private static final long PATIENCE_SECONDS = 10;
  private static final int ANSWER = 4096;

  /** Does the program say that it is kaniko? */
  boolean contains(Path program) throws InterruptedException {
    String mark = mark(program);
    if (!mark.isEmpty() && mark.equals(remembered())) {
      return true;
    }
    boolean kaniko = saysSo(program);
    if (kaniko) {
      remember(mark);
    }
    return kaniko;
  }

  /** What is printed by {@code executor version}. Source: cmd/executor/cmd/version.go, v1.24.0. */
  private static boolean saysSo(Path program) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(program.toString(), "version"))
              .redirectErrorStream(true)
              .start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return false;
        }
        byte[] answer = process.getInputStream().readNBytes(ANSWER);
        return new String(answer, StandardCharsets.UTF_8).contains("Kaniko version");
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static String mark(Path program) {
    try {
      return program.toRealPath()
          + "\n"
          + Files.size(program)
          + "\n"
          + Files.getLastModifiedTime(program).toMillis();
    } catch (IOException e) {
      return "";
    }
  }

  private String remembered() {
    try {
      return Files.readString(memory);
    } catch (IOException e) {
      return "";
    }
  }

  /** Without a memory the next start asks again, which is only slower. */
  private void remember(String mark) {
    try {
      Files.createDirectories(memory.toAbsolutePath().getParent());
      Files.writeString(memory, mark);
    } catch (IOException e) {
      // Asked again.
    }
  }
}
