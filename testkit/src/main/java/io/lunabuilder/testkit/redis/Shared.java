package io.lunabuilder.testkit.redis;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Servers that all tests of this JVM share. They are started for the first test that asks for them;
 * a test that cannot have them is skipped, and the next one asks again. Testcontainers ends them
 * with the JVM.
 */
final class Shared<T> {
  private final Supplier<T> start;
  private @Nullable T started;

  Shared(Supplier<T> start) {
    this.start = start;
  }

  synchronized T get() {
    if (started == null) {
      started = start.get();
    }
    return started;
  }
}
