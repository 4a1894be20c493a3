package io.lunabuilder.bootstrap;

import io.lunabuilder.application.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks whether the parts of the service work. No look waits for anyone: each part knows how it is.
 *
 * @param store why builds cannot be read or written; empty when they can
 * @param builder why no build can run; none when builds can
 * @param freeBytes left in the data folder
 * @param registry why the registry for images does not answer; empty when it does, or there is none
 */
record Checkup(
    Supplier<Optional<String>> store,
    Supplier<List<String>> builder,
    LongSupplier freeBytes,
    Supplier<Optional<String>> registry)
    implements Supplier<Readiness> {

  /** With less nothing can be relied on: logs, uploads and the queue itself lie there. */
  static final long LEAST_BYTES = 64L << 20;

  private static final int BITS_OF_MEBI = 20;

  @Override
  public Readiness get() {
    return new Readiness(
        List.of(
            Readiness.Part.of("store", store.get()),
            Readiness.Part.of("builder", joined(builder.get())),
            Readiness.Part.of("disk", disk()),
            // Another registry may be asked for by the next change of settings, and no other
            // replica
            // would fare better: to take this one out of service would only hide why builds fail.
            Readiness.Part.helpful("registry", registry.get())));
  }

  private static Optional<String> joined(List<String> problems) {
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private Optional<String> disk() {
    long free = freeBytes.getAsLong();
    return free >= LEAST_BYTES
        ? Optional.empty()
        : Optional.of(
            "the data folder has "
                + (free >> BITS_OF_MEBI)
                + " MiB left, which is less than "
                + (LEAST_BYTES >> BITS_OF_MEBI)
                + " MiB: free some space");
  }
}
