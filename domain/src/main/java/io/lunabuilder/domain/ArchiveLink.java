package io.lunabuilder.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the archive with the build context is (R22). Which links can be read is for the archive
 * sources to say; here a link is only known to be harmless as text.
 *
 * @param value 1 to {@value #LONGEST} characters without control characters or spaces
 */
public record ArchiveLink(String value) {
  static final int LONGEST = 4096;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");

  /**
   * @throws IllegalArgumentException when {@code value} cannot be a link
   */
  public ArchiveLink {
    if (!isLink(value)) {
      throw new IllegalArgumentException("not a link: 1 to " + LONGEST + " printable characters");
    }
  }

  /** Checks a caller's text. */
  public static Checked<ArchiveLink> parse(String field, String text) {
    return isLink(text)
        ? Checked.valid(new ArchiveLink(text))
        : Checked.invalid(
            new Violation(
                field,
                withoutSecrets(text),
                "is not a link: 1 to "
                    + LONGEST
                    + " characters without spaces or control characters",
                "use for example \"https://files.example.com/context.tar.gz\""));
  }

  private static boolean isLink(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.isWhitespace(c) || isSurrogate(c));
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /** The scheme in lowercase, when the link has one. */
  public Optional<String> scheme() {
    var matcher = SCHEME.matcher(value);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The host that it leads to, without the brackets of an IPv6 address; empty for none. */
  public String host() {
    try {
      String host = Objects.requireNonNullElse(new URI(value).getHost(), "");
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    } catch (URISyntaxException leadsNowhere) {
      return "";
    }
  }

  /**
   * The link as it may be shown: without user, password, query and fragment, which can be secrets.
   */
  public String redacted() {
    return withoutSecrets(value);
  }

  /** The link as it is kept when nothing is fetched from it any more: as it may be shown. */
  public ArchiveLink forgettingSecrets() {
    String shown = redacted();
    return new ArchiveLink(shown.isEmpty() ? value.substring(0, 1) : shown);
  }

  private static String withoutSecrets(String text) {
    String link = UserInfo.removed(text);
    int query = link.indexOf('?');
    int fragment = link.indexOf('#');
    int end = Math.min(query < 0 ? link.length() : query, fragment < 0 ? link.length() : fragment);
    return link.substring(0, end);
  }

  /** The {@linkplain #redacted() redacted} form, so that no log can show a secret by mistake. */
  @Override
  public String toString() {
    return redacted();
  }
}
