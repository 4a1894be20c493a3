package io.lunabuilder.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told of errors: a page for all, and one for each, made of its row in it. */
final class ErrorCatalogue {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| <a id=\"(\\d+)\"></a>\\d+ \\| (\\d+) \\| (.*?) \\| (.*) \\|$", Pattern.MULTILINE);

  private final String all;
  private final Map<String, String> pages = new HashMap<>();

  private ErrorCatalogue(String all) {
    this.all = all;
    Matcher row = ROW.matcher(all);
    while (row.find()) {
      pages.put(row.group(1), page(row.group(1), row.group(2), row.group(3), row.group(4)));
    }
  }

  /** From docs/errors.md, which the program brings with it. */
  static ErrorCatalogue load() {
    return new ErrorCatalogue(new String(Resource.bytes("errors.md"), StandardCharsets.UTF_8));
  }

  private static String page(String number, String status, String title, String text) {
    return "%s %s%n%nHTTP status %s%n%n%s%n%nAll errors: /docs/errors%n"
        .formatted(number, title, status, text.replace("`", ""));
  }

  /** The page for all. */
  String all() {
    return all;
  }

  /** The page for one error; empty when no error has that number. */
  Optional<String> page(String number) {
    return Optional.ofNullable(pages.get(number));
  }
}
