package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The file .dockerignore of a folder")
class DockerIgnoreFileTest {
  private static final String DOCKERFILE = "Dockerfile";

  @TempDir private Path folder;

  private DockerIgnore read(String dockerfile) throws IOException {
    return DockerIgnore.of(folder, dockerfile);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  @DisplayName("need not be there: then all is sent")
  void needNotBeThere() throws Exception {
    assertThat(read(DOCKERFILE).ignores("any")).isFalse();
  }

  @Test
  @DisplayName("is read by lines, whichever ends they have")
  void hasLines() throws Exception {
    write(".dockerignore", "# built\r\ntarget\r\n\r\n*.log\n");

    DockerIgnore ignore = read(DOCKERFILE);

    assertThat(ignore.ignores("target/a.jar")).isTrue();
    assertThat(ignore.ignores("a.log")).isTrue();
    assertThat(ignore.ignores("a.txt")).isFalse();
  }

  @Test
  @DisplayName("leaves out neither the Dockerfile nor itself, which the builder needs")
  void keepsWhatTheBuilderNeeds() throws Exception {
    write(".dockerignore", "*\n.dockerignore\nDockerfile");

    DockerIgnore ignore = read(DOCKERFILE);

    assertThat(ignore.ignores(DOCKERFILE)).isFalse();
    assertThat(ignore.ignores(".dockerignore")).isFalse();
    assertThat(ignore.ignores("other")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "does not leave out a Dockerfile in a folder that it leaves out, however it is named")
  @ValueSource(strings = {"docker/app.Dockerfile", "./docker/app.Dockerfile"})
  void keepsADeepDockerfile(String dockerfile) throws Exception {
    write(".dockerignore", "docker\n");

    DockerIgnore ignore = read(dockerfile);

    assertThat(ignore.ignores("docker/app.Dockerfile")).isFalse();
    assertThat(ignore.ignores("docker/other")).isTrue();
    assertThat(ignore.mayKeepInside("docker")).isTrue();
  }

  @Test
  @DisplayName("gives way to the one that has the Dockerfile's name in front, which is kept too")
  void givesWay() throws Exception {
    write(".dockerignore", "common");
    write("docker/app.Dockerfile.dockerignore", "own\n*/*.dockerignore");

    DockerIgnore ignore = read("docker/app.Dockerfile");

    assertThat(ignore.ignores("common")).isFalse();
    assertThat(ignore.ignores("own")).isTrue();
    assertThat(ignore.ignores("docker/app.Dockerfile.dockerignore")).isFalse();
    assertThat(ignore.ignores("docker/other.dockerignore")).isTrue();
  }

  @Test
  @DisplayName("is refused with its name and the line when that is malformed")
  void tellsTheLine() throws Exception {
    write(".dockerignore", "fine\nbroken[\n");

    assertThatThrownBy(() -> read(DOCKERFILE))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve(".dockerignore") + ": \"broken[\" is no pattern");
  }

  @Test
  @DisplayName("is refused with its name when it is no text in UTF-8")
  void tellsTheEncoding() throws Exception {
    Path file = folder.resolve(".dockerignore");
    Files.write(file, "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> read(DOCKERFILE))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not in UTF-8");
  }
}
