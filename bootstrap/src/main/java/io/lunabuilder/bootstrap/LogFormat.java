package io.lunabuilder.bootstrap;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.lunabuilder.application.setting.SettingKind;
import java.util.Locale;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What the lines of the service's log look like. */
enum LogFormat {
  /** For people. */
  TEXT,
  /** For machines: each line is one JSON object. */
  JSON;

  static final SettingKind<LogFormat> KIND =
      new SettingKind<>("`text` or `json`", LogFormat::parse);

  private static LogFormat parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new IllegalArgumentException("must be text or json");
    };
  }

  /**
   * Lets the log be written like this from now on, with what libraries log in the JDK's own way.
   *
   * @param console where a person is spoken to
   * @return the same, or one that speaks in the log, so that there is no other line in JSON's
   *     stream
   */
  Console use(Console console) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (this == TEXT) {
      return console;
    }
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(appender -> writeJson(appender, context));
    }
    Logger log = LoggerFactory.getLogger(ServeCommand.class);
    return new Console(log::info);
  }

  private static void writeJson(Appender<ILoggingEvent> appender, LoggerContext context) {
    if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
      stream.stop();
      stream.setEncoder(json(context));
      stream.start();
    }
  }

  /** Marks (request and build) stand beside the other fields, under their own names. */
  static Encoder<ILoggingEvent> json(LoggerContext context) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setLogger("logger");
    names.setThread("thread");
    names.setStackTrace("stack_trace");
    names.setVersion(null);
    names.setLevelValue(null);
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setFieldNames(names);
    encoder.setTimeZone("UTC");
    encoder.start();
    return encoder;
  }
}
