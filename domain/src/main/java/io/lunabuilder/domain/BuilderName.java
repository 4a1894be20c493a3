package io.lunabuilder.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller calls an image builder.
 *
 * @param value 1 to 63 lowercase letters, digits, {@code _} and {@code -}, beginning with a letter
 */
public record BuilderName(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  /**
   * kaniko in a pod of a Kubernetes cluster: the default of the parameter {@code image_builder}.
   */
  public static final BuilderName KANIKO = new BuilderName("kaniko");

  /** kaniko on the machine or in the container of the service (R13). */
  public static final BuilderName LOCAL_KANIKO = new BuilderName("local_kaniko");

  /**
   * @throws IllegalArgumentException when {@code value} is outside the grammar
   */
  public BuilderName {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException("\"" + value + "\" is not a builder name");
    }
  }

  /** The one of {@code builders} that a request calls {@code name}. */
  static Optional<BuilderName> among(List<BuilderName> builders, String name) {
    return builders.stream().filter(builder -> builder.value().equals(name)).findFirst();
  }

  /** For a message. */
  static String words(List<BuilderName> builders) {
    return builders.stream()
        .map(builder -> "\"" + builder + "\"")
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return value;
  }
}
