package io.lunabuilder.testkit.model;

import io.lunabuilder.domain.BuildJob;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a store told its callers of one build. */
final class Fate {
  final AtomicInteger acceptances = new AtomicInteger();
  final AtomicInteger removals = new AtomicInteger();
  final AtomicLong newestToken = new AtomicLong();
  final List<BuildJob> ends = new CopyOnWriteArrayList<>();

  @Override
  public String toString() {
    return "accepted %s times, forgotten %s times, newest token %s, ends %s"
        .formatted(acceptances, removals, newestToken, ends);
  }
}
