package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Checked;
import java.util.Optional;

/** Reads links that {@code ./dev/fuzz} thinks of. */
public final class LinkFuzz {
  private LinkFuzz() {}

  /** Tries one; the tool that calls this by its name watches which code it reaches. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    check(new String(bytes, UTF_8));
  }

  /**
   * Checks what holds for every text.
   *
   * @throws IllegalStateException which says what does not
   */
  static void check(String text) {
    if (ArchiveLink.parse("archive", text)
        instanceof Checked.Valid<ArchiveLink>(ArchiveLink link)) {
      require(link.value().equals(text), "another link came of it");
      ArchiveLink kept = link.forgettingSecrets();
      require(kept.forgettingSecrets().equals(kept), "more was forgotten the second time");
      require(link.toString().equals(link.redacted()), "shown with secrets");
      require(!link.redacted().contains("?"), "shown with its query");
    }
    Optional<HttpAddress> address = HttpAddress.parse(text);
    address.ifPresent(LinkFuzz::checkAddress);
    HttpAddress.parse("https://user:pass@h/a/b")
        .orElseThrow()
        .redirected(text)
        .ifPresent(LinkFuzz::checkAddress);
  }

  private static void checkAddress(HttpAddress address) {
    String printed = address.uri().toString();
    require(address.uri().getRawUserInfo() == null, "asked with a password in it: " + printed);
    require(printed.matches("(?s)https?://.*"), "of another scheme: " + printed);
    require(
        HttpAddress.parse(printed).filter(new HttpAddress(address.uri(), null)::equals).isPresent(),
        "read again it is another: " + printed);
    require(address.toString().equals(address.uri().getHost()), "shown as more than its host");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
