package io.lunabuilder.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a caller is willing to get. Source: RFC 9110, section 12.5.1; parameters other than the
 * weight are passed over.
 *
 * @param ranges none when everything is welcome
 */
record Accept(List<Range> ranges) {
  static final String JSON = "application/json";
  static final String HTML = "text/html";
  static final String YAML = "application/x-yaml";
  static final String TEXT = "text/plain";
  static final String EVENTS = "text/event-stream";
  static final String BYTES = "application/octet-stream";
  static final String TAR = "application/x-tar";

  /**
   * @param name for example {@code text/plain}, {@code text/*} or {@code *}{@code /*}, in lowercase
   * @param weight 0 for what is not wanted
   */
  record Range(String name, double weight) {}

  Accept {
    ranges = List.copyOf(ranges);
  }

  static Accept of(Context call) {
    String header = call.header("Accept");
    return header == null || header.isBlank() ? new Accept(List.of()) : parse(header);
  }

  static Accept parse(String header) {
    return new Accept(Arrays.stream(header.split(",")).map(Accept::range).toList());
  }

  private static Range range(String text) {
    String[] parts = text.split(";");
    double weight =
        Arrays.stream(parts)
            .skip(1)
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .filter(part -> part.startsWith("q="))
            .mapToDouble(part -> weight(part.substring(2)))
            .findFirst()
            .orElse(1);
    return new Range(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), weight);
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /**
   * Ends the call unless {@code type} may be answered.
   *
   * @throws RefusedCallException when the caller wants only something else
   */
  static void require(Context call, String type) {
    if (of(call).weightOf(type) <= 0) {
      throw new RefusedCallException(
          ApiError.NOT_ACCEPTABLE,
          "the answer is " + type + "; leave out the header Accept, or allow it there");
    }
  }

  /** Is {@code type} asked for by its name, and not less than {@code other}? */
  boolean prefers(String type, String other) {
    return ranges.stream().anyMatch(range -> range.name().equals(type))
        && weightOf(type) > 0
        && weightOf(type) >= weightOf(other);
  }

  /** The weight of the most specific range that {@code type} is in. */
  private double weightOf(String type) {
    if (ranges.isEmpty()) {
      return 1;
    }
    return named(type)
        .or(() -> named(type.substring(0, type.indexOf('/')) + "/*"))
        .or(() -> named("*/*"))
        .map(Range::weight)
        .orElse(0.0);
  }

  private Optional<Range> named(String name) {
    return ranges.stream().filter(range -> range.name().equals(name)).findFirst();
  }
}
