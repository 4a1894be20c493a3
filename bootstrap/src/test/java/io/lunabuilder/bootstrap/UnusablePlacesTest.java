package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A place that the settings name and that cannot be used")
class UnusablePlacesTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "by {0}")
  @DisplayName("as the data folder is told with the reason and the remedy")
  @ValueSource(strings = {"list", "serve"})
  void dataFolder(String command) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (Program program = Program.run(Map.of(), command, "--data-dir", file.toString())) {

      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(2);
      assertThat(program.output())
          .contains(
              "The data folder " + file + " cannot be used: " + file + " is no folder.",
              "--data-dir or LUNA_BUILDER_DATA_DIR");
    }
  }

  @Test
  @DisplayName("as the port is told with who could have it, and how another one is chosen")
  void port() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program program =
            Program.run(
                Map.of(
                    "LUNA_BUILDER_WORKERS",
                    "0",
                    "LUNA_BUILDER_DATA_DIR",
                    folder.resolve("data").toString()),
                "serve",
                "--port",
                Integer.toString(other.getLocalPort()))) {

      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(1);
      assertThat(program.output())
          .contains("Port " + other.getLocalPort() + " of 127.0.0.1 is in use", "with --port or");
    }
  }

  @Test
  @DisplayName("as the lock file is a finding of the doctor")
  void lockFile() throws Exception {
    Map<String, String> settings =
        Map.of(
            "LUNA_BUILDER_LOCK_FILE", folder.toString(),
            "LUNA_BUILDER_DATA_DIR", folder.resolve("data").toString());
    try (Program program = Program.run(settings, "doctor")) {

      assertThat(program.awaitEnd()).isEqualTo(1);
      assertThat(program.output())
          .containsPattern(
              "missing +lock +" + folder + " is a folder. To do: set LUNA_BUILDER_LOCK");
    }
  }

  @Test
  @DisplayName("in a file is a finding of the doctor too, as serve would read the file")
  void inFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("luna-builder.conf"),
            "LUNA_BUILDER_LOCK_FILE = \""
                + folder
                + "\"\nLUNA_BUILDER_DATA_DIR = \""
                + folder.resolve("data")
                + "\"\n");
    try (Program program = Program.run(Map.of(), "doctor", "--config", file.toString())) {

      assertThat(program.awaitEnd()).as(program.output()).isEqualTo(1);
      assertThat(program.output()).containsPattern("missing +lock +" + folder + " is a folder");
    }
  }
}
