package io.lunabuilder.kaniko;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables by which programs are told of a proxy. */
final class ProxyVariables {
  private static final Set<String> NAMES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private ProxyVariables() {}

  /** Those of {@code environment} that hold no password, since steps of a build can read them. */
  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (NAMES.contains(name.toUpperCase(Locale.ROOT)) && !value.contains("@")) {
        kept.put(name, value);
      }
    });
    return kept;
  }
}
