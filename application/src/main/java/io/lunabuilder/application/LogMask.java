package io.lunabuilder.application;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Hides secrets in what builds print. */
public final class LogMask {
  private static final String HIDDEN = "***";
  private static final int SHORTEST = 4;

  private final List<String> secrets;

  /**
   * @param secrets texts to hide, each line of them by itself; those under four characters are left
   *     out, since hiding them would hide half of any log
   */
  public LogMask(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .flatMap(String::lines)
            .filter(secret -> secret.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .distinct()
            .toList();
  }

  /** The line with each secret replaced. */
  public String apply(String line) {
    String masked = line;
    for (String secret : secrets) {
      masked = masked.replace(secret, HIDDEN);
    }
    return masked;
  }
}
