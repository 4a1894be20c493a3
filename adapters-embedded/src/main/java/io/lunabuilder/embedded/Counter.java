package io.lunabuilder.embedded;

import org.h2.mvstore.MVMap;

/** A number that only grows, also over restarts. Called under the store's lock. */
final class Counter {
  private final MVMap<String, Long> numbers;
  private final String name;

  Counter(StoreFile file, String name) {
    this.numbers = file.numbers("meta");
    this.name = name;
  }

  /** 1, 2, 3, … */
  long next() {
    long next = numbers.getOrDefault(name, 0L) + 1;
    numbers.put(name, next);
    return next;
  }
}
