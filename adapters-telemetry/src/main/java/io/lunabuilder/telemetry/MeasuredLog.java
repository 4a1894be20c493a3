package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.LogSlice;
import io.lunabuilder.domain.BuildId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** A log whose calls are timed; waiting for more of it is none. */
final class MeasuredLog implements BuildLog {
  private final BuildLog log;
  private final Operation append;
  private final Operation read;
  private final Operation end;
  private final Operation seal;
  private final Operation delete;
  private final Operation purge;

  MeasuredLog(BuildLog log, MeterRegistry registry) {
    this.log = log;
    this.append = Operation.of(registry, "log", "append");
    this.read = Operation.of(registry, "log", "read");
    this.end = Operation.of(registry, "log", "end");
    this.seal = Operation.of(registry, "log", "seal");
    this.delete = Operation.of(registry, "log", "delete");
    this.purge = Operation.of(registry, "log", "purge");
  }

  @Override
  public long append(BuildId id, byte[] text) {
    return append.time(() -> log.append(id, text));
  }

  @Override
  public LogSlice read(BuildId id, long offset, int atMost) {
    return read.time(() -> log.read(id, offset, atMost));
  }

  @Override
  public long end(BuildId id) {
    return end.time(() -> log.end(id));
  }

  @Override
  public boolean awaitGrowth(BuildId id, long offset, Duration atMost) throws InterruptedException {
    return log.awaitGrowth(id, offset, atMost);
  }

  @Override
  public void seal(BuildId id) {
    seal.time(() -> log.seal(id));
  }

  @Override
  public void delete(BuildId id) {
    delete.time(() -> log.delete(id));
  }

  @Override
  public int purge(Instant time, int atMost) {
    return purge.time(() -> log.purge(time, atMost));
  }

  @Override
  public void close() {
    log.close();
  }
}
