package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of one source laid over those of others. */
final class SettingLayers {
  private static final long LARGEST_SECRET = 1 << 20;

  private final Map<String, Given> values = new HashMap<>();
  private final Catalogue catalogue;
  private final List<Violation> problems;

  /**
   * @param catalogue what can be given
   * @param problems gets what keeps a value from being read
   */
  SettingLayers(Catalogue catalogue, List<Violation> problems) {
    this.catalogue = catalogue;
    this.problems = problems;
  }

  /**
   * Lays values over those that are there. A setting of several keys that is given as a whole takes
   * the place of all its keys; single keys are laid over single keys.
   */
  void add(Map<String, Given> layer) {
    Map<String, Given> resolved = new HashMap<>();
    layer.forEach((name, given) -> {
      Optional<String> secret = catalogue.secretInFileOf(name);
      if (secret.isEmpty()) {
        resolved.putIfAbsent(name, given);
      } else if (!given.value().isEmpty()) {
        inFile(name, given, secret.get(), layer)
            .ifPresent(found -> resolved.put(secret.get(), found));
      }
    });
    catalogue.groups().stream()
        .filter(group -> isGiven(resolved.get(group.name())))
        .forEach(group ->
            values
                .keySet()
                .removeIf(name -> name.equals(group.name()) || name.startsWith(group.prefix())));
    resolved.forEach((name, given) -> {
      if (isGiven(given) || !values.containsKey(name)) {
        values.put(name, given);
      }
    });
  }

  private static boolean isGiven(@Nullable Given given) {
    return given != null && !given.value().isEmpty();
  }

  private Optional<Given> inFile(
      String variable, Given named, String secret, Map<String, Given> layer) {
    if (isGiven(layer.get(secret))) {
      refuse(variable, named, "stands beside " + secret, "set only one of the two");
      return Optional.empty();
    }
    try {
      Path file = Path.of(named.value());
      if (Files.size(file) > LARGEST_SECRET) {
        refuse(variable, named, "is larger than 1MiB", "name the file that holds the secret");
        return Optional.empty();
      }
      return Optional.of(new Given(Files.readString(file).strip(), named.origin().through(file)));
    } catch (IOException | InvalidPathException e) {
      refuse(
          variable,
          named,
          "is no file of text that can be read",
          "name a file that this user may read");
      return Optional.empty();
    }
  }

  private void refuse(String variable, Given named, String problem, String remedy) {
    problems.add(
        new Violation(SettingValues.place(variable, named), named.value(), problem, remedy));
  }

  Map<String, Given> values() {
    return Map.copyOf(values);
  }
}
