package io.lunabuilder.bootstrap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of settings that were read again while the service runs.
 *
 * @param given those that hold from now on: new values of what can change, old ones of all else
 * @param changed settings that have new values
 * @param waiting settings whose new values take effect with the next start
 */
record LiveChange(GivenSettings given, List<String> changed, List<String> waiting) {
  LiveChange {
    changed = List.copyOf(changed);
    waiting = List.copyOf(waiting);
  }

  /** Compares what holds now with what was read. */
  static LiveChange between(GivenSettings now, GivenSettings read) {
    Map<String, Given> values = new HashMap<>();
    List<String> changed = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (Setting<?> setting : read.catalogue().settings()) {
      Set<String> names = read.catalogue().namesOf(setting);
      boolean same = texts(now, names).equals(texts(read, names));
      boolean allowed = same || mayChange(setting, isSet(now, names), isSet(read, names));
      if (!same) {
        (allowed ? changed : waiting).add(setting.name());
      }
      GivenSettings source = allowed ? read : now;
      names.forEach(name -> source.find(name).ifPresent(given -> values.put(name, given)));
    }
    return new LiveChange(
        new GivenSettings(values, read.environment(), List.of(), read.ignored(), read.catalogue()),
        changed,
        waiting);
  }

  private static boolean mayChange(Setting<?> setting, boolean wasSet, boolean isSet) {
    return switch (setting.change()) {
      case AT_START -> false;
      case WHILE_SET -> wasSet && isSet;
      case LIVE -> true;
    };
  }

  private static boolean isSet(GivenSettings given, Set<String> names) {
    return names.stream().anyMatch(name -> given.find(name).isPresent());
  }

  private static Map<String, String> texts(GivenSettings given, Set<String> names) {
    Map<String, String> texts = new HashMap<>();
    for (String name : names) {
      Optional<Given> found = given.find(name);
      found.ifPresent(one -> texts.put(name, one.value()));
    }
    return texts;
  }
}
