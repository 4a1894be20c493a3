package io.lunabuilder.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What a person can do about a failed build. */
final class Remedies {
  private static final String FILE = "remedies.properties";

  private Remedies() {}

  /** The remedy for a failure code of the API; empty for one that is newer than this command. */
  static Optional<String> against(String failureCode) {
    Properties remedies = new Properties();
    try (Reader file =
        new InputStreamReader(
            Objects.requireNonNull(Remedies.class.getResourceAsStream(FILE)),
            StandardCharsets.UTF_8)) {
      remedies.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Optional.ofNullable(remedies.getProperty(failureCode));
  }
}
