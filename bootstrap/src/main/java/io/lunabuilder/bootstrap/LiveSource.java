package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Archives from a place whose settings can change while the service runs.
 *
 * @param now the place by the settings that hold
 */
record LiveSource(Supplier<? extends ArchiveSource> now) implements ArchiveSource {
  @Override
  public boolean recognises(ArchiveLink link) {
    return now.get().recognises(link);
  }

  @Override
  public String example() {
    return now.get().example();
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return now.get().probe(link);
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    return now.get().open(archive, offset);
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    return now.get().handOff(archive, validity);
  }
}
