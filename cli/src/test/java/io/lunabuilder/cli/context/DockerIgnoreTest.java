package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples from docs.docker.com ("Build context") and the tests of github.com/moby/patternmatcher.
 * In the tables {@code \n} is the end of a line.
 */
@DisplayName("The lines of .dockerignore")
class DockerIgnoreTest {

  private static boolean ignores(String lines, String path) {
    return DockerIgnore.parse(List.of(lines.split("\\\\n", -1))).ignores(path);
  }

  @ParameterizedTest(name = "{0} leaves out {1}")
  @DisplayName("leave out what they match, and all that is in a folder that they match")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "notes.txt       | notes.txt",
        "docs            | docs/a/b.md",
        "docs/           | docs",
        "/docs           | docs/a.md",
        "./docs          | docs",
        "a/../docs//     | docs",
        "\"  docs  \"    | docs",
        "*               | any",
        "*/temp*         | somedir/temporary.txt",
        "*/temp*         | somedir/temp",
        "*/*/temp*       | somedir/subdir/temporary.txt",
        "a*/b            | abc/b",
        "temp?           | tempa",
        "a?b             | a☺b",
        "**              | dir/file",
        "**/             | file",
        "**/*.go         | a.go",
        "**/*.go         | a/b/c.go",
        "**/dir2/*       | dir/dir2/file",
        "**/foo/bar      | dir/dir2/foo/bar",
        "**.log          | app.log",
        "**.log          | deep/down/app.log",
        "a**/*.txt       | a/dir/dir/file.txt",
        "dir/**          | dir/dir2/file",
        "dir/**/end      | dir/end",
        "a[b-d]e         | ace",
        "a[^b-d]e        | aze",
        "a[^b-d]e        | a/e",
        "[a-ζ]*          | α",
        "[\\]a]          | ]",
        "[x\\-]          | -",
        "[\\[x]          | [",
        "[a&&b]          | &",
        "a\\*b           | a*b",
        "a(b)+c$d        | a(b)+c$d",
        "\" # no comment\" | # no comment",
        "\uFEFFdocs      | docs",
      })
  void leaveOut(String lines, String path) {
    assertThat(ignores(lines, path)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not touch {1}")
  @DisplayName("do not touch anything else")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "docs        | docs2",
        "docs        | a/docs",
        "/docs       | a/docs",
        "# docs      | docs",
        "#docs       | #docs",
        "\"\"        | docs",
        "\"   \"     | docs",
        ".           | docs",
        "./          | docs",
        "/           | docs",
        "*/temp*     | temporary.txt",
        "*/temp*     | a/b/temporary.txt",
        "temp?       | temp",
        "temp?       | tempab",
        "a?b         | a/b",
        "a*b         | a/b",
        "**/*.go     | a.gone",
        "**/.foo     | bar.foo",
        "**/file*    | dir/myfile",
        "dir/**      | dir",
        "a[b-d]e     | aae",
        "a[^b-d]e    | ace",
        "abc.def     | abcZdef",
        "README.md   | readme.md",
        "../secret   | secret",
      })
  void doNotTouch(String lines, String path) {
    assertThat(ignores(lines, path)).isFalse();
  }

  @ParameterizedTest(name = "{0}: is {1} left out? {2}")
  @DisplayName("take back with ! what lines before them left out: the last one that matches counts")
  @CsvSource({
    "*.md\\n!README.md,                     README.md,        false",
    "*.md\\n!README.md,                     NEWS.md,          true",
    "*.md\\n!README*.md\\nREADME-secret.md, README-secret.md, true",
    "*.md\\n!README*.md\\nREADME-secret.md, README-user.md,   false",
    "*.md\\nREADME-secret.md\\n!README*.md, README-secret.md, false",
    "!README.md\\n*.md,                     README.md,        true",
    "docs\\n!docs/README.md,                docs/README.md,   false",
    "docs/*\\n!docs/README.md,              docs/other.md,    true",
    "**\\n!src/main,                        src/main/deep/A,  false",
    "**\\n!src/main\\nsrc/main/B,           src/main/B,       true",
    "*\\n! /src,                            src/A,            false",
    "*\\n  !src/  ,                         src/A,            false",
    "\\!odd,                                !odd,             true",
  })
  void takeBack(String lines, String path, boolean leftOut) {
    assertThat(ignores(lines, path)).isEqualTo(leftOut);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("are refused, and told, when they are malformed")
  @ValueSource(
      strings = {
        "!", "! ", "!/", "[", "a[", "[^", "[^bc", "[]", "[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]",
        "[z-a]", "a\\", "[\\"
      })
  void areRefused(String line) {
    assertThatThrownBy(() -> DockerIgnore.parse(List.of("fine", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + line.replaceAll("[ /]+$", "") + "\"");
  }
}
