package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder with a .dockerignore, packed")
class IgnoredContextTest {
  @TempDir private Path folder;

  @BeforeEach
  void fill() throws Exception {
    for (String name : new String[] {"Dockerfile", "src/a.c", "src/deep/b.c", "out/a.o"}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private Packed packedWithout(String... lines) throws IOException {
    Files.writeString(folder.resolve(".dockerignore"), String.join("\n", lines));
    return Packed.of(folder);
  }

  @Test
  @DisplayName("lacks a folder that is left out, and all that is in it")
  void lacksFolders() throws Exception {
    assertThat(packedWithout("out", "src/deep").names())
        .containsExactly(".dockerignore", "Dockerfile", "src/", "src/a.c");
  }

  @Test
  @DisplayName("keeps a folder whose content alone is left out")
  void keepsEmptiedFolders() throws Exception {
    assertThat(packedWithout("src/**").names())
        .containsExactly(".dockerignore", "Dockerfile", "out/", "out/a.o", "src/");
  }

  @Test
  @DisplayName("has what was taken back, with the folders that it is in")
  void hasWhatWasTakenBack() throws Exception {
    assertThat(packedWithout("*", "!src/deep/b.c").names())
        .containsExactly(".dockerignore", "Dockerfile", "src/", "src/deep/", "src/deep/b.c");
  }

  @Test
  @DisplayName("has the Dockerfile and .dockerignore even when all is left out")
  void hasWhatTheBuilderNeeds() throws Exception {
    assertThat(packedWithout("**").names()).containsExactly(".dockerignore", "Dockerfile");
  }

  @Test
  @DisplayName("says nothing of a pipe that is left out anyway")
  void saysNothing() throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();

    assertThat(packedWithout("pipe").notes()).isEmpty();
  }
}
