package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an administrator gave, of which the last source counts.
 *
 * @param values by their names in the environment
 * @param environment of the process, for what is no setting of this program
 * @param problems that kept values from being read
 * @param ignored names that are no settings of this program, and need not be
 * @param catalogue what can be given
 */
record GivenSettings(
    Map<String, Given> values,
    Map<String, String> environment,
    List<Violation> problems,
    Set<String> ignored,
    Catalogue catalogue) {
  GivenSettings {
    values = Map.copyOf(values);
    environment = Map.copyOf(environment);
    problems = List.copyOf(problems);
    ignored = Set.copyOf(ignored);
  }

  /** The same as if some of them had been given nowhere. */
  GivenSettings without(List<Setting<?>> unwanted) {
    Map<String, Given> wanted = new HashMap<>(values);
    unwanted.forEach(setting -> wanted.remove(setting.name()));
    return new GivenSettings(wanted, environment, problems, ignored, catalogue);
  }

  /** Empty when it is not set, or set to nothing. */
  Optional<Given> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(given -> !given.value().isEmpty());
  }
}
