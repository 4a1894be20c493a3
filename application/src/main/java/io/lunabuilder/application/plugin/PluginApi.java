package io.lunabuilder.application.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the plug-in API. */
public final class PluginApi {
  /** Of this service; the compiler writes it into a plug-in that names it. */
  public static final String VERSION = "1.0";

  private static final Pattern MAJOR_AND_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  private PluginApi() {}

  /**
   * Can a plug-in run here that was compiled for {@code version}? Its major version must be this
   * service's; its minor version must not be later.
   */
  public static boolean runs(String version) {
    return runs(version, VERSION);
  }

  static boolean runs(String version, String service) {
    Matcher wanted = MAJOR_AND_MINOR.matcher(version);
    Matcher own = MAJOR_AND_MINOR.matcher(service);
    return wanted.matches()
        && own.matches()
        && number(wanted, 1) == number(own, 1)
        && number(wanted, 2) <= number(own, 2);
  }

  private static int number(Matcher version, int group) {
    return Integer.parseInt(version.group(group));
  }
}
