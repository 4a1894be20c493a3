package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.micrometer.core.instrument.MeterRegistry;

/** A registry whose answers are timed; none is an error. */
final class MeasuredRegistry implements ImageRegistry {
  private final ImageRegistry registry;
  private final Operation resolve;

  MeasuredRegistry(ImageRegistry registry, MeterRegistry meters) {
    this.registry = registry;
    this.resolve = Operation.of(meters, "registry", "resolve");
  }

  @Override
  public Answer resolve(ImageReference reference, Digest digest) throws InterruptedException {
    Answer answer = resolve.time(() -> registry.resolve(reference, digest));
    if (answer instanceof Answer.Unreachable) {
      resolve.failed();
    }
    return answer;
  }
}
