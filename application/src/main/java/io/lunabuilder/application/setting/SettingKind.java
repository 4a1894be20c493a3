package io.lunabuilder.application.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What values of a setting look like.
 *
 * @param words form, unit and range, for people
 * @param parser throws an IllegalArgumentException that says what is wrong
 */
public record SettingKind<T>(String words, Function<String, T> parser) {
  /** Anything. */
  public static final SettingKind<String> TEXT = new SettingKind<>("text", Function.identity());

  /** A path, whether or not something is there. */
  public static final SettingKind<Path> PATH = new SettingKind<>("path", Path::of);

  /** A file that is there. */
  public static final SettingKind<Path> FILE =
      new SettingKind<>(
          "file that can be read",
          text -> file(text, Files::isReadable, "is no file that can be read"));

  /** A program that is there. */
  public static final SettingKind<Path> PROGRAM =
      new SettingKind<>(
          "file that can be executed",
          text -> file(text, Files::isExecutable, "is no file that can be executed"));

  /** An amount of bytes, 1 or more, for example {@code 512MiB}. */
  public static final SettingKind<Long> BYTES = new SettingKind<>("bytes", Quantities::bytes);

  /** A time, 1 ms or more, for example {@code 10m}. */
  public static final SettingKind<Duration> TIME = new SettingKind<>("time", Quantities::duration);

  /** A time, or {@code 0}. */
  public static final SettingKind<Duration> TIME_OR_ZERO =
      new SettingKind<>("time or 0", Quantities::durationOrZero);

  /** On or off. */
  public static final SettingKind<Boolean> SWITCH = new SettingKind<>("1 or 0", SettingKind::isOn);

  /** An address that has a host, of http or https. */
  public static final SettingKind<URI> URL =
      new SettingKind<>("http or https URL", SettingKind::url);

  /** A whole number. */
  public static SettingKind<Integer> number(int least, int most) {
    return new SettingKind<>(least + " to " + most, text -> number(text, least, most));
  }

  /** The same values, with other bounds. */
  public SettingKind<T> within(String range, Function<String, T> stricter) {
    return new SettingKind<>(words + ", " + range, stricter);
  }

  private static Path file(String text, Predicate<Path> rule, String problem) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file) || !rule.test(file)) {
      throw new IllegalArgumentException(problem);
    }
    return file;
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Its message has the text in it, which can hold a password.
      throw new IllegalArgumentException("is no http or https URL", e);
    }
    throw new IllegalArgumentException("is no http or https URL");
  }

  private static int number(String text, int least, int most) {
    String range = "must be a number from " + least + " to " + most;
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(range, e);
    }
    throw new IllegalArgumentException(range);
  }

  private static boolean isOn(String text) {
    if (Set.of("1", "true").contains(text)) {
      return true;
    }
    if (Set.of("0", "false").contains(text)) {
      return false;
    }
    throw new IllegalArgumentException("must be 1 or 0");
  }
}
