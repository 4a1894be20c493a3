package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.Quantities;
import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.domain.Violation;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings, read with what the catalogue knows of them. It remembers what is wrong with
 * them, and what holds where nothing is set.
 */
final class SettingValues {
  private final GivenSettings given;
  private final List<Violation> violations;
  private final Map<String, String> defaults = new HashMap<>();

  SettingValues(GivenSettings given) {
    this.given = given;
    this.violations = new ArrayList<>(given.problems());
  }

  /** Of the process, for what is no setting of this program. */
  Map<String, String> environment() {
    return given.environment();
  }

  /** What can be given. */
  Catalogue catalogue() {
    return given.catalogue();
  }

  /** The text of a setting as it was given; empty when it was not. */
  Optional<String> text(Setting<?> setting) {
    return given.find(setting.name()).map(Given::value);
  }

  boolean has(Setting<?> setting) {
    return given.find(setting.name()).isPresent();
  }

  /** Is any key of it set? */
  boolean has(SettingGroup group) {
    return group.names().stream().anyMatch(name -> given.find(name).isPresent());
  }

  /** The value, or the default that always holds. */
  <T> T read(Setting<T> setting) {
    return read(setting, setting.usualValue());
  }

  <T> T read(Setting<T> setting, T otherwise) {
    return read(setting, setting.kind().parser(), otherwise);
  }

  /** A value that is read otherwise than the catalogue says, since it depends on other settings. */
  <T> T read(Setting<T> setting, Function<String, T> parser, T otherwise) {
    defaults.put(setting.name(), text(otherwise));
    T value = optional(setting, parser);
    return value == null ? otherwise : value;
  }

  /** As an administrator would write it. */
  private static String text(Object value) {
    return switch (value) {
      case Duration time -> Quantities.text(time);
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
      case Collection<?> none when none.isEmpty() -> "";
      case Map<?, ?> none when none.isEmpty() -> "";
      case Namespace namespace -> namespace.name();
      case AllowedHosts none when none.equals(AllowedHosts.NONE) -> "";
      default -> value.toString();
    };
  }

  <T> @Nullable T optional(Setting<T> setting) {
    return optional(setting, setting.kind().parser());
  }

  /**
   * Null when it is not set, or wrong, which is then noted.
   *
   * @param parser throws an IllegalArgumentException that says what is wrong
   */
  <T> @Nullable T optional(Setting<?> setting, Function<String, T> parser) {
    if (!has(setting)) {
      return null;
    }
    try {
      return given.find(setting.name()).map(Given::value).map(parser).orElseThrow();
    } catch (InvalidPathException e) {
      refuse(setting, "is not a path");
    } catch (IllegalArgumentException e) {
      refuse(setting, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // A plug-in's parser can throw anything, or give nothing.
      refuse(setting, "is no such value (" + setting.kind().words() + ")");
    }
    return null;
  }

  /**
   * A setting of several keys; null when none of them is set, or one is wrong, which is then noted
   * without any value: it may be a secret.
   *
   * @param parser gets the variables that are set; throws an IllegalArgumentException with a line
   *     for each thing that is wrong, which names its keys
   */
  <T> @Nullable T group(SettingGroup group, Function<Map<String, String>, T> parser) {
    Map<String, String> found = new HashMap<>();
    group.names().forEach(name -> given.find(name).ifPresent(one -> found.put(name, one.value())));
    try {
      return found.isEmpty() ? null : parser.apply(found);
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage())
          .lines()
          .map(wrong -> new Violation(placeOf(group, wrong), "", wrong, group.whole().remedy()))
          .forEach(violations::add);
      return null;
    }
  }

  /**
   * The group, and where those of its keys were given that a problem names; all if it names none.
   */
  private String placeOf(SettingGroup group, String problem) {
    List<String> all =
        group.names().stream().filter(name -> given.find(name).isPresent()).sorted().toList();
    List<String> named =
        all.stream()
            .filter(name -> name.startsWith(group.prefix()))
            .filter(name ->
                Pattern.compile(
                        "\\b" + Pattern.quote(name.substring(group.prefix().length())) + "\\b")
                    .matcher(problem)
                    .find())
            .toList();
    String places =
        (named.isEmpty() ? all : named)
            .stream()
                .flatMap(name -> given.find(name).stream())
                .map(Given::origin)
                .filter(Origin::isTold)
                .map(Origin::words)
                .distinct()
                .collect(Collectors.joining("; "));
    return places.isEmpty() ? group.name() : group.name() + " (" + places + ")";
  }

  /** Notes that a value cannot be used. */
  void refuse(Setting<?> setting, String problem) {
    Given wrong = given.find(setting.name()).orElse(new Given("", Origin.ENVIRONMENT));
    String shown = setting.secret() ? "" : Masks.passwordsOfLinks(wrong.value());
    violations.add(
        new Violation(
            place(setting.name(), wrong),
            shown,
            masked(problem, setting, wrong),
            setting.remedy()));
  }

  /** Parsers of others repeat what they could not read. */
  private static String masked(String problem, Setting<?> setting, Given wrong) {
    return setting.secret() && !wrong.value().isEmpty()
        ? problem.replace(wrong.value(), Masks.HIDDEN)
        : Masks.passwordsOfLinks(problem);
  }

  /** A setting, and where its value stands unless its name says that. */
  static String place(String name, Given value) {
    return value.origin().isTold() ? name + " (" + value.origin() + ")" : name;
  }

  /** Notes all values of ours that are no settings, and cannot be those of a refused plug-in. */
  void refuseUnknown() {
    new TreeMap<>(given.values())
        .forEach((name, value) -> {
          if (!catalogue().isKnown(name) && !catalogue().mayBeOfRefused(name)) {
            violations.add(
                new Violation(
                    place(name, value), "", "is not a setting", catalogue().insteadOf(name)));
          }
        });
  }

  /** All that is wrong. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** What holds where a setting is not given, as text. */
  Map<String, String> defaults() {
    return Map.copyOf(defaults);
  }
}
