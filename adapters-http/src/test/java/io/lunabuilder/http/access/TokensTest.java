package io.lunabuilder.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The file of tokens")
class TokensTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final NewToken CI = NewToken.make("ci", Role.BUILDER, RANDOM);
  private static final NewToken ANN = NewToken.make("ann.b-1_c", Role.ADMIN, RANDOM);

  @Test
  @DisplayName("tells whose a token is, and what it allows")
  void owners() throws Exception {
    Tokens tokens =
        read("# of the team\n\n  %s  \r\n%s".formatted(CI.line().text(), ANN.line().text()));

    assertThat(tokens.owner(CI.token())).contains(CI.line());
    assertThat(tokens.owner(ANN.token()).map(TokenLine::role)).contains(Role.ADMIN);
    assertThat(tokens.owner(CI.token() + "x")).isEmpty();
    assertThat(tokens.owner("")).isEmpty();
    assertThat(tokens.owner(CI.line().digest())).isEmpty();
  }

  @Test
  @DisplayName("does not hold the tokens themselves, which no two share")
  void digests() {
    assertThat(CI.token()).matches("luna_[A-Za-z0-9_-]{43}");
    assertThat(CI.token()).isNotEqualTo(ANN.token());
    assertThat(CI.line().text())
        .doesNotContain(CI.token())
        .matches("ci builder sha256:[0-9a-f]{64}");
    assertThat(CI.toString()).doesNotContain(CI.token());
  }

  @ParameterizedTest
  @CsvSource({
    "'', no token",
    "'# only a remark', no token",
    "luna_secretsecret, line 1 is not NAME ROLE",
    "'ci root sha256:00', line 1 is not NAME ROLE",
    "'ci builder s3cr3t', line 1 is not NAME ROLE"
  })
  @DisplayName("is refused with the line, and without what stands there, when it is")
  void refused(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("secret", "s3cr3t");
  }

  @Test
  @DisplayName("is refused when a role is unknown, a name is none, or there twice")
  void rolesAndNames() {
    String line = CI.line().text();

    assertThatThrownBy(() -> read(line.replace("builder", "root")))
        .hasMessageContaining("line 1 has no role of reader, builder, admin");
    assertThatThrownBy(() -> read(line + "\n" + line))
        .hasMessageContaining("line 2 has the name of a line before it");
    assertThatThrownBy(() -> read("\n-" + line)).hasMessageContaining("line 2 a name has");
    assertThatThrownBy(() -> Tokens.read(new byte[] {(byte) 0xff})).hasMessageContaining("UTF-8");
  }

  private static Tokens read(String text) throws IOException {
    return Tokens.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
