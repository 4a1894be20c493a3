package io.lunabuilder.domain;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * On whose behalf a build was submitted. The service knows nothing more of accounts.
 *
 * @param value the account's UUID
 */
public record AccountId(UUID value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** Checks a caller's text. */
  public static Checked<AccountId> parse(String field, String text) {
    return FORM.matcher(text).matches()
        ? Checked.valid(new AccountId(UUID.fromString(text.toLowerCase(Locale.ROOT))))
        : Checked.invalid(
            new Violation(
                field,
                text,
                "must be a UUID",
                "send for example 16fd2706-8baf-433b-82eb-8c7fada847da"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
