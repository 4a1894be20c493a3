package io.lunabuilder.domain;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where images are pushed (R20): a registry's host, and the path under which it keeps our images.
 *
 * @param host host name or address with an optional port, for example {@code registry.local:5000}
 * @param prefix path in front of each image's name, without slashes at its ends; empty for none
 */
public record Registry(String host, String prefix) {
  /** A name of 253 characters (RFC 1035, 2.3.4), a colon, and a port. */
  private static final int LONGEST_HOST = 259;

  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
              + "|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");

  /**
   * @throws IllegalArgumentException when the host or the prefix is outside the grammar
   */
  public Registry {
    Objects.requireNonNull(prefix);
    if (!isHost(host)) {
      throw new IllegalArgumentException("\"" + host + "\" is not a registry host");
    }
    if (!prefix.isEmpty() && !ImageReference.isRepository(prefix)) {
      throw new IllegalArgumentException("\"" + prefix + "\" is not a repository path");
    }
  }

  /** Checks the text of a setting: {@code HOST[:PORT][/PREFIX]}, without a scheme. */
  public static Checked<Registry> parse(String field, String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    String prefix = slash < 0 ? "" : text.substring(slash + 1).replaceAll("/+$", "");
    if (isHost(host) && !ImageReference.isHost(host)) {
      return Checked.invalid(
          new Violation(
              field,
              text,
              "names no registry: \"" + host + "\" alone is read as a name in Docker Hub",
              "give the registry's host with a dot or a port, for example \"" + host + ":5000\""));
    }
    if (isHost(host) && (prefix.isEmpty() || ImageReference.isRepository(prefix))) {
      return Checked.valid(new Registry(host, prefix));
    }
    return Checked.invalid(
        new Violation(
            field,
            text,
            "is not a registry: HOST[:PORT][/PATH], without http:// or https://",
            "use for example \"registry.example.com:5000/team\""));
  }

  static boolean isHost(String text) {
    return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? host : host + "/" + prefix;
  }
}
