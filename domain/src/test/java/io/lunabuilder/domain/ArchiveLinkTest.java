package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The link to an archive")
@Tag("R22")
class ArchiveLinkTest {

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "https://h/a.tar, https://h/a.tar",
    "https://me:pass@h/a.tar, https://h/a.tar",
    "https://token@h/a.tar?signature=1#part, https://h/a.tar",
    "https://h/a.tar#?x, https://h/a.tar",
    "https://h:8080/pkg@1.0/a.tar, https://h:8080/pkg@1.0/a.tar",
    "https://h/http://me:pass@i/a, https://h/http://i/a",
    "s3://bucket/a@b.tar, s3://bucket/a@b.tar",
  })
  void shown(String link, String redacted) {
    assertThat(new ArchiveLink(link).redacted()).isEqualTo(redacted);
    assertThat(new ArchiveLink(link)).hasToString(redacted);
  }

  @ParameterizedTest(name = "{0} is kept as {1} when the build is over")
  @CsvSource({
    "https://me:pass@h/a.tar?signature=1, https://h/a.tar",
    "upload://0123, upload://0123",
    "?secret, ?",
  })
  void kept(String link, String kept) {
    assertThat(new ArchiveLink(link).forgettingSecrets().value()).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{0} shows nothing of a password that should have been encoded")
  @ValueSource(
      strings = {
        "https://me:pa/ss@h/a",
        "https://me:pa?ss@h/a",
        "https://me:pa#ss@h/a",
        "https://me:pa@ss@h/a",
        "https://me:1pa/ss@h/a"
      })
  void carelessPassword(String link) {
    assertThat(new ArchiveLink(link).redacted()).isEqualTo("https://h/a");
  }

  @Test
  @DisplayName("shows no password in the error about a link that is none")
  void refused() {
    assertThat(ArchiveLink.parse("archive", "https://me:pass@h/a b"))
        .isInstanceOfSatisfying(
            Checked.Invalid.class,
            invalid -> assertThat(invalid.violations().toString()).doesNotContain("pass"));
  }
}
