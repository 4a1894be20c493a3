package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that an administrator gave, by their names in the environment. It remembers which were
 * asked for and what is wrong with them. Names of our own are asked for without their prefix.
 */
final class SettingValues {
  private static final String PREFIX = "LUNA_BUILDER_";

  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();
  private final List<Violation> violations = new ArrayList<>();

  SettingValues(Map<String, String> values) {
    this.values = values;
  }

  /** All of them. */
  Map<String, String> all() {
    return values;
  }

  /** A variable by its whole name; empty when it is not set. */
  String variable(String name) {
    asked.add(name);
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return !variable(PREFIX + name).isEmpty();
  }

  <T> T read(String name, Function<String, T> parser, T otherwise) {
    T value = optional(name, parser);
    return value == null ? otherwise : value;
  }

  /**
   * Null when it is not set, or wrong, which is then noted.
   *
   * @param parser throws an IllegalArgumentException that says what is wrong
   */
  <T> @Nullable T optional(String name, Function<String, T> parser) {
    if (!has(name)) {
      return null;
    }
    try {
      return parser.apply(variable(PREFIX + name));
    } catch (InvalidPathException e) {
      refuse(name, "is not a path");
    } catch (IllegalArgumentException e) {
      refuse(name, String.valueOf(e.getMessage()));
    }
    return null;
  }

  int number(String name, int otherwise, int least, int most) {
    String range = "must be a number from " + least + " to " + most;
    return read(
        name,
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(range, e);
          }
          throw new IllegalArgumentException(range);
        },
        otherwise);
  }

  /**
   * A setting of several keys; null when none of them is set, or one is wrong, which is then noted
   * without any value: it may be a secret.
   *
   * @param parser gets the variables that are set
   */
  <T> @Nullable T group(SettingGroup group, Function<Map<String, String>, T> parser) {
    Map<String, String> given = new HashMap<>();
    group.names().stream()
        .filter(name -> !variable(name).isEmpty())
        .forEach(name -> given.put(name, variable(name)));
    try {
      return given.isEmpty() ? null : parser.apply(given);
    } catch (IllegalArgumentException e) {
      String name = group.name();
      violations.add(
          new Violation(name, "", String.valueOf(e.getMessage()), SettingRemedies.of(name)));
      return null;
    }
  }

  /** Is any key of it set? */
  boolean has(SettingGroup group) {
    return group.names().stream().anyMatch(name -> !variable(name).isEmpty());
  }

  /** Notes that a value cannot be used. */
  void refuse(String name, String problem) {
    String whole = PREFIX + name;
    violations.add(new Violation(whole, variable(whole), problem, SettingRemedies.of(name)));
  }

  /** Notes that a value cannot be used. */
  void refuse(Violation violation) {
    violations.add(violation);
  }

  /** Notes all values of ours that nobody asked for. */
  void refuseUnknown(Set<String> prefixes) {
    values.keySet().stream()
        .filter(name -> prefixes.stream().anyMatch(name::startsWith))
        .filter(name -> !asked.contains(name))
        .sorted()
        .forEach(name ->
            violations.add(
                new Violation(
                    name, "", "is not a setting", "use one of " + String.join(", ", asked))));
  }

  /** Names that were asked for, in order. */
  Set<String> asked() {
    return new TreeSet<>(asked);
  }

  /** All that is wrong. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
