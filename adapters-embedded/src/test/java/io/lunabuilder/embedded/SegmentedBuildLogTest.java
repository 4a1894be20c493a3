package io.lunabuilder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.BuildLogContract;
import io.lunabuilder.testkit.Builds;
import java.nio.file.Path;
import java.time.Duration;
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
