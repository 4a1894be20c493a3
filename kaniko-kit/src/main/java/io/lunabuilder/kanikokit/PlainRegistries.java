package io.lunabuilder.kanikokit;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Registries that kaniko speaks to without TLS when they do not answer with it, though nobody
 * listed them as insecure: it takes addresses of a private network for safe. Source:
 * go-containerregistry 0.20, {@code pkg/name/registry.go}, {@code Scheme}.
 */
public final class PlainRegistries {
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(10\\.\\d+|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\.\\d+\\.\\d+(:\\d+)?"
              + "|localhost:.*"
              + "|.*\\.local(host)?(:\\d{1,5})?"
              + "|.*127\\.0\\.0\\.1.*"
              + "|.*::1.*");

  private PlainRegistries() {}

  /**
   * Is the registry one of them?
   *
   * @param host with its port, as in an image reference
   */
  public static boolean contains(String host) {
    return PRIVATE.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
