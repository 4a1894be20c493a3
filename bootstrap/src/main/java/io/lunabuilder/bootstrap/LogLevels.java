package io.lunabuilder.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.lunabuilder.application.setting.SettingKind;
import java.util.Locale;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** How much the program says in its log. */
final class LogLevels {
  static final SettingKind<String> KIND =
      new SettingKind<>("`error`, `warn`, `info`, `debug` or `trace`", LogLevels::parse);

  private LogLevels() {}

  private static String parse(String text) {
    String level = text.toLowerCase(Locale.ROOT);
    if (!Set.of("error", "warn", "info", "debug", "trace").contains(level)) {
      throw new IllegalArgumentException("must be error, warn, info, debug or trace");
    }
    return level;
  }

  /** From now on lines of this level and above it are written. */
  static void set(String level) {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.toLevel(level, Level.INFO));
    }
  }
}
