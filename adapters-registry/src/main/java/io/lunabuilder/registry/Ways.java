package io.lunabuilder.registry;

import io.lunabuilder.registry.Security.Way;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In which ways registries are spoken to, of those that are allowed: first in the one in which they
 * answered last, since a handshake that fails costs more than the question.
 */
final class Ways {
  private final Security security;
  private final Map<String, Way> answered = new ConcurrentHashMap<>();

  Ways(Security security) {
    this.security = security;
  }

  /** The ways to try with {@code host}, best first. */
  List<Way> to(String host) {
    Way last = answered.get(host);
    return security.waysTo(host).stream().sorted(Comparator.comparing(way -> way != last)).toList();
  }

  /** The registry spoke. */
  void answered(String host, Way way) {
    answered.put(host, way);
  }
}
