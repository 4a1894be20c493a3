package com.example.sample;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import java.time.Duration;
import java.time.Instant;

/**
 * Logs of builds in sample.
 *
 * @param mostKept bytes of one log
 */
record SampleLog(long mostKept) implements BuildLog {

  @Override
  public long append(BuildId id, byte[] text) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public LogSlice read(BuildId id, long offset, int atMost) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public long end(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public boolean awaitGrowth(BuildId id, long offset, Duration atMost) throws InterruptedException {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void seal(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void delete(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public int purge(Instant time, int atMost) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void close() {
    // Nothing is open yet.
  }
}
