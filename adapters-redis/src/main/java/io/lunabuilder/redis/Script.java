package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The steps that the server runs as one. Each returns a list of texts. */
enum Script {
  OPEN,
  PULSE,
  SUBMIT,
  AWAIT,
  CLAIM,
  RENEW,
  PROGRESS,
  HANDBACK,
  FINISH,
  CANCEL,
  OVERDUE,
  LIST,
  POSITION,
  WAITING,
  DELETE,
  PURGE,
  LOG_APPEND,
  LOG_READ,
  LOG_END,
  LOG_SEAL,
  LOG_DELETE;

  private final String text;
  private final String digest;

  Script() {
    String name = name().toLowerCase(Locale.ROOT);
    String prelude = name.startsWith("log_") ? "log" : "prelude";
    this.text = resource(prelude) + "\n" + resource(name);
    this.digest = Base16.digest(text.getBytes(UTF_8));
  }

  /** What is sent when the server does not know the script yet. */
  String text() {
    return text;
  }

  /** By what the server knows it. */
  String digest() {
    return digest;
  }

  private static String resource(String name) {
    try (InputStream resource = Script.class.getResourceAsStream(name + ".lua")) {
      if (resource == null) {
        throw new IllegalStateException("the script " + name + " is missing");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
