package io.lunabuilder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.BuildIds;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.BuildLogContract;
import io.lunabuilder.testkit.Builds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded build log")
class SegmentedBuildLogTest extends BuildLogContract {
  private static final LogLimits SMALL = new LogLimits(4096, 8192, 64 * 1024);

  @TempDir Path folder;
  private BuildLog log;

  @BeforeEach
  void open() {
    log = new SegmentedBuildLog(folder, SMALL);
  }

  @Override
  protected BuildLog log() {
    return log;
  }

  @Override
  protected int mostKept() {
    return (int) SMALL.capBytes();
  }

  @Override
  protected int headKept() {
    return (int) SMALL.headBytes();
  }

  @Test
  @DisplayName("goes on where it was after a restart")
  void survivesARestart() throws Exception {
    BuildId id = Builds.id();
    log.append(id, "x".repeat(5000).getBytes(UTF_8));
    log.append(id, "last\n".getBytes(UTF_8));

    BuildLog reopened = new SegmentedBuildLog(folder, SMALL);

    assertThat(reopened.append(id, "more\n".getBytes(UTF_8))).isEqualTo(5010);
    assertThat(new String(reopened.read(id, 5000, 100).bytes(), UTF_8)).isEqualTo("last\nmore\n");
  }

  @Test
  @DisplayName("is still sealed after a restart")
  void staysSealed() throws Exception {
    BuildId id = Builds.id();
    log.append(id, "one\n".getBytes(UTF_8));
    log.seal(id);

    BuildLog reopened = new SegmentedBuildLog(folder, SMALL);

    assertThat(reopened.awaitGrowth(id, 4, Duration.ZERO)).isTrue();
  }

  @Test
  @DisplayName("leaves no file of a deleted log")
  void deletesFiles() {
    BuildId id = Builds.id();
    log.append(id, "one\n".getBytes(UTF_8));
    log.seal(id);

    log.delete(id);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("is purged when nothing was added for long, in steps, and not while it is written")
  void purged() throws Exception {
    Instant weekAgo = Instant.now().minus(Duration.ofDays(7));
    Instant longAgo = weekAgo.minus(Duration.ofDays(1));
    BuildIds ids = new BuildIds(InstantSource.fixed(longAgo), new Random(1));
    for (int i = 0; i < 5; i++) {
      log.append(ids.next(), "old\n".getBytes(UTF_8));
    }
    BuildId sealedLater = ids.next();
    log.append(sealedLater, "old\n".getBytes(UTF_8));
    BuildLog restarted = new SegmentedBuildLog(folder, SMALL);
    BuildId written = ids.next();
    restarted.append(written, "old\n".getBytes(UTF_8));
    setAge(longAgo);
    restarted.seal(sealedLater);

    assertThat(restarted.purge(weekAgo, 3)).isEqualTo(3);
    assertThat(restarted.purge(weekAgo, 3)).isEqualTo(2);
    assertThat(restarted.purge(weekAgo, 3)).isZero();

    assertThat(restarted.end(sealedLater)).isPositive();
    assertThat(restarted.end(written)).isPositive();
    assertThat(folder.toFile().list()).hasSize(2);
  }

  private void setAge(Instant time) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  @Test
  @DisplayName("is written and read whole by a thread that was interrupted")
  void heedsNoInterrupt() {
    BuildId id = Builds.id();
    Thread.currentThread().interrupt();

    log.append(id, "one\n".getBytes(UTF_8));
    byte[] read = log.read(id, 0, 100).bytes();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(read).isEqualTo("one\n".getBytes(UTF_8));
  }
}
