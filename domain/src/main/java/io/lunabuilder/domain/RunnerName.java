package io.lunabuilder.domain;

import java.util.Objects;

/**
 * Who runs a build: unique among all processes that share a store.
 *
 * @param value for example {@code host-1234-a1b2}
 */
public record RunnerName(String value) {
  public RunnerName {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
