package io.lunabuilder.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Labels that a Kubernetes node must carry to run a build (R19).
 *
 * @param labels label keys and values in Kubernetes' grammar, at most {@value #MOST_LABELS}; empty
 *     means any node. Source: <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels and
 *     selectors</a>
 */
public record NodeSelector(Map<String, String> labels) {
  static final int MOST_LABELS = 64;
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** Any node will do. */
  public static final NodeSelector ANY = new NodeSelector(Map.of());

  /**
   * @throws IllegalArgumentException when a label is outside the grammar
   */
  public NodeSelector {
    labels = Map.copyOf(labels);
    List<Violation> broken = violations("selector", labels);
    if (!broken.isEmpty()) {
      throw new IllegalArgumentException(broken.getFirst().sentence());
    }
  }

  /** Checks a caller's labels, all of them. */
  public static Checked<NodeSelector> parse(String field, Map<String, String> labels) {
    List<Violation> broken = violations(field, labels);
    return broken.isEmpty()
        ? Checked.valid(new NodeSelector(labels))
        : new Checked.Invalid<>(broken);
  }

  private static List<Violation> violations(String field, Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      return List.of(
          new Violation(
              field,
              labels.size() + " labels",
              "may hold at most " + MOST_LABELS + " labels",
              "name only the labels that choose the node"));
    }
    List<Violation> broken = new ArrayList<>();
    new TreeMap<>(labels)
        .forEach((key, value) -> {
          if (!isKey(key)) {
            broken.add(keyViolation(field, key));
          }
          if (!isValue(value)) {
            broken.add(valueViolation(field + "." + key, value));
          }
        });
    return broken;
  }

  private static boolean isKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    boolean prefixFits =
        slash < 0 || (prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches());
    return prefixFits && isName(name);
  }

  private static boolean isValue(String value) {
    return value.isEmpty() || isName(value);
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
  }

  private static Violation keyViolation(String field, String key) {
    return new Violation(
        field,
        key,
        "is not a label key: an optional DNS prefix of up to 253 characters and '/', then 1 to 63"
            + " letters, digits, '-', '_' or '.', beginning and ending with a letter or digit",
        "use for example \"kubernetes.io/arch\"");
  }

  private static Violation valueViolation(String field, String value) {
    return new Violation(
        field,
        value,
        "is not a label value: up to 63 letters, digits, '-', '_' or '.', beginning and ending with a"
            + " letter or digit",
        "use for example \"amd64\"");
  }
}
