package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder that is left out")
class PatternReachTest {

  private static boolean isLookedThrough(String folder, String... lines) {
    return DockerIgnore.parse(List.of(lines)).mayKeepInside(folder);
  }

  @ParameterizedTest(name = "{0} for {1}")
  @DisplayName("is looked through for a line that takes back something that may be in it")
  @CsvSource({
    "src,           !src/a",
    "src,           !src/deep/a",
    "src/deep,      !src/deep/a",
    "src,           !*/a",
    "src,           !s?c/[ab]",
    "src,           !/src/a",
    "src,           !**/a",
    "src,           !src/**",
    "src/deep/down, !src/**/a",
    "src,           !**.c",
    "src,           !s**/a",
    "src,           !s[/]c/a",
  })
  void isLookedThrough(String folder, String line) {
    assertThat(isLookedThrough(folder, "*", line)).isTrue();
  }

  @ParameterizedTest(name = "{0} for {1}")
  @DisplayName("is passed over when no line can take back what is in it")
  @CsvSource({
    "node_modules,   node_modules",
    "node_modules,   !src/a",
    "node_modules,   !src/**",
    "node_modules,   !README.md",
    "node_modules,   !*.md",
    "node_modules/a, !node_modules/*/",
    "src/other,      !src/deep/a",
    "src/deep/down,  !src/*/a",
  })
  void isPassedOver(String folder, String line) {
    assertThat(isLookedThrough(folder, "*", line)).isFalse();
  }

  @Test
  @DisplayName("is looked through for the Dockerfile in it")
  void isLookedThroughForAFile() {
    PatternReach reach = PatternReach.ofFile("docker/[x]/Dockerfile");

    assertThat(reach.includes("docker")).isTrue();
    assertThat(reach.includes("docker/[x]")).isTrue();
    assertThat(reach.includes("docker/x")).isFalse();
    assertThat(reach.includes("other")).isFalse();
  }
}
