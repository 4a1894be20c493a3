package io.lunabuilder.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of one call to the service, by which its traces are found in logs.
 *
 * @param value {@code <unix time in seconds, 10 digits>,<UUID>}, for example {@code
 *     1767355200,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11}
 */
public record RequestId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9]{10},[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public RequestId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a request id");
    }
  }

  /** The id of a call that has none, made {@code now}. */
  public static RequestId of(Instant now, UUID unique) {
    return new RequestId("%010d,%s".formatted(now.getEpochSecond(), unique));
  }

  /** Checks a caller's text. */
  public static Checked<RequestId> parse(String field, String text) {
    return FORM.matcher(text).matches()
        ? Checked.valid(new RequestId(text))
        : Checked.invalid(
            new Violation(
                field,
                text,
                "must be the Unix time in 10 digits, a comma and a UUID",
                "send for example 1767355200,4a9a1f36-9a54-4f2f-9d0b-3f6a0e1f8c11, or leave it out"));
  }

  @Override
  public String toString() {
    return value;
  }
}
