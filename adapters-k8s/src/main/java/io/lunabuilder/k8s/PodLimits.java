package io.lunabuilder.k8s;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a build's pod asks for and may use at most (R19): for each resource the request and the
 * limit are the same, so that a build never takes what it was not given.
 *
 * @param resources quantities as Kubernetes writes them, by its names of resources
 */
public record PodLimits(Map<String, String> resources) {
  /** Nothing is asked for, and nothing is limited. */
  public static final PodLimits NONE = new PodLimits(Map.of());

  /** Names of settings, and Kubernetes' names for the same. */
  private static final Map<String, String> NAMES =
      Map.of("cpu", "cpu", "memory", "memory", "ephemeral_storage", "ephemeral-storage");

  private static final Pattern QUANTITY =
      Pattern.compile(
          "([0-9]{1,15}|[0-9]{0,15}\\.[0-9]{1,9})(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|e[0-9]{1,2})?");

  public PodLimits {
    resources = Map.copyOf(resources);
  }

  /** Names of all keys that {@link #of} reads. */
  public static Set<String> keys() {
    return NAMES.keySet();
  }

  /**
   * Reads a setting.
   *
   * @throws IllegalArgumentException naming every key that is unknown and every value that is no
   *     quantity
   */
  public static PodLimits of(Map<String, String> keys) {
    Set<String> wrong = new TreeSet<>();
    Map<String, String> resources = new LinkedHashMap<>();
    keys.forEach((key, value) -> {
      String name = NAMES.get(key.toLowerCase(Locale.ROOT).replace('-', '_'));
      if (name == null) {
        wrong.add(key + " is none of " + String.join(", ", new TreeSet<>(NAMES.keySet())));
      } else if (!QUANTITY.matcher(value).matches() || value.matches("[0.]+[A-Za-z]*")) {
        wrong.add(key + " \"" + value + "\" is no quantity such as 500m, 2 or 4Gi");
      } else {
        resources.put(name, value);
      }
    });
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    return new PodLimits(resources);
  }
}
