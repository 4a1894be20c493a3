package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A namespace")
class NamespaceTest {
  private static final String SIXTY_THREE = "a".repeat(63);

  @ParameterizedTest(name = "may be {0}")
  @ValueSource(
      strings = {"ab", "a1", "1a", "00", "team-a", "a--b", "kube", "kubernetes", "default"})
  void mayBe(String name) {
    assertThat(Namespace.parse("namespace", name)).isEqualTo(Checked.valid(new Namespace(name)));
  }

  @Test
  @Tag("R5")
  @DisplayName("may be 63 characters long, and not 64 (R5)")
  void longest() {
    assertThat(new Namespace(SIXTY_THREE).name()).hasSize(63);
    assertThat(problemOf(SIXTY_THREE + "a")).contains("2 to 63 characters");
  }

  @ParameterizedTest(name = "{0} \"{1}\" is refused: {2}")
  @CsvSource({
    "R5, '', 2 to 63 characters",
    "R5, a, 2 to 63 characters",
    "R6, Team, lowercase letters",
    "R6, a_b, lowercase letters",
    "R6, a.b, lowercase letters",
    "R6, 'a b', lowercase letters",
    "R6, naïve, lowercase letters",
    "R6, 'ab\n', lowercase letters",
    "R7, -ab, must start with",
    "R8, ab-, must end with",
    "R9, kube-system, must not start with 'kube-'",
    "R9, kube-a, must not start with 'kube-'",
  })
  @Tag("R5")
  @Tag("R6")
  @Tag("R7")
  @Tag("R8")
  @Tag("R9")
  void refused(String requirement, String name, String rule) {
    assertThat(problemOf(name)).as(requirement).contains(rule);
    assertThatThrownBy(() -> new Namespace(name)).hasMessageContaining(rule);
  }

  private static String problemOf(String name) {
    return Examples.onlyViolation(Namespace.parse("parameters.namespace", name)).problem();
  }
}
