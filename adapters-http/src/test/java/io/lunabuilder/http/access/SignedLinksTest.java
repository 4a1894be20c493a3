package io.lunabuilder.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A signed link")
class SignedLinksTest {
  private static final Instant END = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;
  private Path key;
  private SignedLinks links;
  private String expires = "";
  private String signature = "";

  @BeforeEach
  void sign() throws Exception {
    key = folder.resolve(".link-key");
    links = SignedLinks.withKeyIn(key);
    Matcher parts =
        Pattern.compile("\\?expires=([0-9]+)&signature=([A-Za-z0-9_-]+)")
            .matcher(links.query("an-upload", END));
    assertThat(parts.matches()).isTrue();
    expires = parts.group(1);
    signature = parts.group(2);
  }

  @Test
  @DisplayName("is good for its upload until its end")
  void good() {
    assertThat(links.allow("an-upload", expires, signature, END)).isTrue();
    assertThat(links.allow("an-upload", expires, signature, END.plusSeconds(1))).isFalse();
  }

  @Test
  @DisplayName("is good for no other upload, no other end, and with no other signature")
  void forged() {
    String later = Long.toString(END.getEpochSecond() + 1);

    assertThat(links.allow("another", expires, signature, END)).isFalse();
    assertThat(links.allow("an-upload", later, signature, END)).isFalse();
    assertThat(links.allow("an-upload", expires, "", END)).isFalse();
    assertThat(links.allow("an-upload", "x", signature, END)).isFalse();
    assertThat(links.allow("an-upload", expires, signature + "A", END)).isFalse();
  }

  @Test
  @DisplayName("is taken by all services that share the key, which nobody else can read")
  void shared() throws Exception {
    SignedLinks other = SignedLinks.withKeyIn(key);
    SignedLinks stranger = SignedLinks.withKeyIn(folder.resolve("another-key"));

    assertThat(other.allow("an-upload", expires, signature, END)).isTrue();
    assertThat(stranger.allow("an-upload", expires, signature, END)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("is not made with a key that is none")
  void brokenKey() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "short");

    assertThatThrownBy(() -> SignedLinks.withKeyIn(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it");
  }
}
