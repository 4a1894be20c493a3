package io.lunabuilder.kanikokit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The texts of a build that can name images which kaniko fetches: {@code FROM}, {@code --from} and,
 * where one of them has a variable, the values that it can have.
 */
final class BaseImages {
  private static final Pattern FROM = Pattern.compile("(?i)\\s*FROM\\s.*|.*\\bfrom=.*");
  private static final Pattern GLOBAL_ARGUMENT = Pattern.compile("(?i)\\s*ARG\\s.*");
  private static final Pattern HOST =
      Pattern.compile("(?<![A-Za-z0-9._:/@\\]-])([A-Za-z0-9.:\\[\\]-]+)/");

  private final List<String> texts;

  private BaseImages(List<String> texts) {
    this.texts = texts;
  }

  /**
   * Reads a Dockerfile.
   *
   * @param buildArguments values that {@code ARG} can get
   */
  static BaseImages of(String dockerfile, Collection<String> buildArguments) {
    List<String> lines = dockerfile.lines().toList();
    List<String> texts =
        new ArrayList<>(lines.stream().filter(line -> FROM.matcher(line).matches()).toList());
    if (texts.stream().anyMatch(line -> line.contains("$"))) {
      lines.stream()
          .takeWhile(line -> !FROM.matcher(line).matches())
          .filter(line -> GLOBAL_ARGUMENT.matcher(line).matches())
          .forEach(texts::add);
      buildArguments.forEach(value -> texts.add(" " + value));
    }
    return new BaseImages(List.copyOf(texts));
  }

  /**
   * The first registry that kaniko would speak to without TLS although it is not {@code listed}
   * (R21).
   */
  Optional<String> unlisted(Set<String> listed) {
    return texts.stream()
        .flatMap(text -> HOST.matcher(text).results())
        .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
        .filter(PlainRegistries::contains)
        .filter(host -> listed.stream().noneMatch(host::equalsIgnoreCase))
        .findFirst();
  }
}
