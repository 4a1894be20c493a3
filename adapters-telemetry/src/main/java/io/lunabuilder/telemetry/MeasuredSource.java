package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** A source of archives whose calls are timed; reading what was opened is part of staging. */
final class MeasuredSource implements ArchiveSource {
  private final ArchiveSource source;
  private final Operation probe;
  private final Operation open;
  private final Operation handOff;

  MeasuredSource(ArchiveSource source, MeterRegistry registry) {
    this.source = source;
    this.probe = Operation.of(registry, "archive", "probe");
    this.open = Operation.of(registry, "archive", "open");
    this.handOff = Operation.of(registry, "archive", "hand_off");
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return source.recognises(link);
  }

  @Override
  public String example() {
    return source.example();
  }

  @Override
  public Probe probe(ArchiveLink link) {
    Probe found = probe.time(() -> source.probe(link));
    if (found instanceof Probe.Wrong(ArchiveProblem problem)) {
      countIfOurs(probe, problem);
    }
    return found;
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    Opening opening = open.time(() -> source.open(archive, offset));
    if (opening instanceof Opening.Refused(ArchiveProblem problem)) {
      countIfOurs(open, problem);
    }
    return opening;
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    HandOff given = handOff.time(() -> source.handOff(archive, validity));
    if (given instanceof HandOff.Impossible(ArchiveProblem problem)) {
      countIfOurs(handOff, problem);
    }
    return given;
  }

  /** An archive that is not there is its caller's matter. */
  private static void countIfOurs(Operation operation, ArchiveProblem problem) {
    if (problem.code().fault() == FailureCode.Fault.PLATFORM) {
      operation.failed();
    }
  }
}
