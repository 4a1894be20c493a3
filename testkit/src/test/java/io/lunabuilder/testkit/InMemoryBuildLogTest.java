package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildLog;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The build log in memory")
class InMemoryBuildLogTest extends BuildLogContract {
  private static final int HEAD = 4096;
  private static final int TAIL = 16 * 1024;

  private final InMemoryBuildLog log = new InMemoryBuildLog(HEAD, TAIL);

  @Override
  protected BuildLog log() {
    return log;
  }

  @Override
  protected int mostKept() {
    return HEAD + TAIL;
  }

  @Override
  protected int headKept() {
    return HEAD;
  }
}
