package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.Quantities;
import io.lunabuilder.http.access.RateLimit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the texts of settings of access mean. Each method throws an IllegalArgumentException that
 * says what is wrong.
 */
final class AccessForms {
  private static final Pattern RATE = Pattern.compile("([0-9]{1,9})\\s*/\\s*(\\S+)");
  private static final String HOST = "(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:]+])";
  private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST + "(?::[0-9]{1,5})?");
  private static final Pattern NAME = Pattern.compile(HOST);

  private AccessForms() {}

  /** Calls and the time in which so many may come. */
  static RateLimit rateLimit(String text) {
    Matcher parts = RATE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no number of calls and a time");
    }
    return new RateLimit(Integer.parseInt(parts.group(1)), Quantities.duration(parts.group(2)));
  }

  /** Sites as browsers name them. */
  static Set<String> origins(String text) {
    return each(text, ORIGIN, "is no origin: scheme, host and, if need be, port, and nothing else");
  }

  /** Names of hosts. */
  static Set<String> hosts(String text) {
    return each(text, NAME, "is no name of a host");
  }

  private static Set<String> each(String text, Pattern form, String problem) {
    return SettingForms.list(text.toLowerCase(Locale.ROOT)).stream()
        .map(entry -> {
          if (!form.matcher(entry).matches()) {
            throw new IllegalArgumentException("\"" + entry + "\" " + problem);
          }
          return entry;
        })
        .collect(Collectors.toUnmodifiableSet());
  }
}
