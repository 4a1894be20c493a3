package com.example.sample;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.testkit.BuildLogContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Logs in sample")
class SampleLogTest extends BuildLogContract {
  private static final int MOST_KEPT = 1 << 20;

  private final BuildLog log = new SampleLog(MOST_KEPT);

  @Override
  protected BuildLog log() {
    return log;
  }

  @Override
  protected int mostKept() {
    return MOST_KEPT;
  }

  @Override
  protected int headKept() {
    return MOST_KEPT / 8;
  }
}
