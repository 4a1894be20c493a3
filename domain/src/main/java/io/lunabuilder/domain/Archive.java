package io.lunabuilder.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The archive of a build: where it is, and which content it must have when it is fetched (R22).
 *
 * @param link where it is
 * @param digest of its bytes, where the caller told it
 * @param version what the link led to when the build was submitted, where that could be known
 */
public record Archive(ArchiveLink link, @Nullable Digest digest, @Nullable ArchiveVersion version) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  public Archive {
    Objects.requireNonNull(link);
  }

  /** Whatever is behind {@code link}. */
  public static Archive at(ArchiveLink link) {
    return new Archive(link, null, null);
  }

  /** Checks what a caller says that the archive's SHA-256 is: 64 hexadecimal digits. */
  public static Checked<Digest> digest(String field, String text) {
    return SHA256.matcher(text).matches()
        ? Checked.valid(Digest.ofSha256(text.toLowerCase(Locale.ROOT)))
        : Checked.invalid(
            new Violation(
                field,
                text,
                "is no SHA-256: 64 hexadecimal digits",
                "use what sha256sum prints, or leave it out"));
  }

  /** The same as it was when it had this mark. */
  public Archive withVersion(ArchiveVersion seen) {
    return new Archive(link, digest, seen);
  }

  /** The same without what only fetching it needs. */
  Archive forgettingSecrets() {
    return new Archive(link.forgettingSecrets(), digest, version);
  }
}
