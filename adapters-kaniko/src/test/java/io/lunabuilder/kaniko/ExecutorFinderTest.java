package io.lunabuilder.kaniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The program that the setting names as kaniko's executor")
@Tag("R12")
class ExecutorFinderTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "is refused when it is {0}")
  @ValueSource(strings = {"/bin/true", "/bin/false", "/bin/echo"})
  void otherProgram(String program) throws Exception {
    assertThat(look(Path.of(program)))
        .isInstanceOfSatisfying(
            ExecutorSearch.NotFound.class,
            missing ->
                assertThat(missing.advice())
                    .contains(
                        program,
                        "another program",
                        "LUNA_BUILDER_KANIKO_EXECUTOR",
                        "-image.tar.gz"));
  }

  @Test
  @DisplayName("is taken when it says that it is kaniko")
  void kaniko() throws Exception {
    Path program = program("echo Kaniko version : v1.24.0");

    assertThat(look(program)).isEqualTo(new ExecutorSearch.Found(program, "the setting"));
  }

  @Test
  @DisplayName("is asked once, and again only when it changed")
  void remembered() throws Exception {
    Path program = program("echo >> " + folder + "/asked; echo Kaniko version : v1.24.0");
    look(program);
    look(program);
    assertThat(folder.resolve("asked")).hasContent("\n");

    program("exit 0");

    assertThat(look(program)).isInstanceOf(ExecutorSearch.NotFound.class);
  }

  private ExecutorSearch look(Path program) throws InterruptedException {
    return new ExecutorFinder(
            new ExecutorPlaces(program, List.of(), folder.resolve("cache"), null, "none"), _ -> {})
        .look();
  }

  private Path program(String body) throws IOException {
    Path program = Files.writeString(folder.resolve("executor"), "#!/bin/sh\n" + body + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
