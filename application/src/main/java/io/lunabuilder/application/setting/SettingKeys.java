package io.lunabuilder.application.setting;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A group of settings as single keys, as an adapter reads its own. Some of them are secrets. */
public final class SettingKeys {
  private final Map<String, String> texts;

  private SettingKeys(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * Those of a group.
   *
   * @param texts what was given, by key
   * @param names that a key can have
   * @throws IllegalArgumentException naming a key that has no such name
   */
  public static SettingKeys of(Map<String, String> texts, Set<String> names) {
    Set<String> unknown = new TreeSet<>(texts.keySet());
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          unknown.iterator().next() + " is no key of it; they are " + new TreeSet<>(names));
    }
    return new SettingKeys(texts);
  }

  /** What was given, without blanks around it; empty when nothing was. */
  public String text(String key) {
    return texts.getOrDefault(key, "").strip();
  }

  /**
   * Reads every part, so that all that is wrong is told at once.
   *
   * @throws IllegalArgumentException with a line for each part that threw one
   */
  public static void readAll(Stream<Supplier<?>> parts) {
    String problems =
        parts
            .map(SettingKeys::problem)
            .filter(problem -> !problem.isEmpty())
            .distinct()
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  private static String problem(Supplier<?> part) {
    try {
      var _ = part.get();
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
