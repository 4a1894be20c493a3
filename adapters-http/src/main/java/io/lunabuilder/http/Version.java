package io.lunabuilder.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of this program; see semver.org. */
public record Version(int major, int minor, int patch) {
  private static final Pattern TEXT = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  /**
   * Reads {@code MAJOR.MINOR.PATCH}, whatever follows.
   *
   * @throws IllegalArgumentException when the text begins otherwise
   */
  public static Version parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no version");
    }
    return new Version(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
