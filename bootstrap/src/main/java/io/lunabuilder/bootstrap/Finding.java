package io.lunabuilder.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param remedy null when it is well
 */
record Finding(String name, String state, @Nullable String remedy) {

  static Finding well(String name, String state) {
    return new Finding(name, state, null);
  }

  boolean isWell() {
    return remedy == null;
  }

  String line() {
    return isWell()
        ? "ok       %-11s %s".formatted(name, state)
        : "missing  %-11s %s. To do: %s".formatted(name, state, remedy);
  }
}
