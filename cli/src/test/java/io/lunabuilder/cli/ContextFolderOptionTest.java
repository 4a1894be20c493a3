package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("luna-builder build FOLDER --context-dir app")
class ContextFolderOptionTest {
  @TempDir private Path folder;
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ScriptedService()
            .on("POST /1/builds", 201, "{\"build_id\":\"b1\"}")
            .on("POST /1/archives", 201, "{\"archive\":\"upload://a1\",\"size\":1}");
    for (String name : List.of("Dockerfile", "app/Dockerfile", "app/a.log", "app/b.txt")) {
      write(name, "");
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A service in this process, which is sent a plain tar. */
  private Ran build(String... more) {
    List<String> all =
        new ArrayList<>(List.of("build", folder.toString(), "--image", "hello:1", "--context-dir"));
    all.addAll(List.of(more));
    LocalService nearby = Ran.local(service.address(), folder);
    return Ran.with(Map.of(), nearby, all.toArray(String[]::new));
  }

  private List<String> sent() {
    byte[] archive =
        service.asked("POST /1/archives").getFirst().body().getBytes(StandardCharsets.ISO_8859_1);
    List<String> names = new ArrayList<>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return names;
  }

  @Test
  @DisplayName("sends that folder alone, without what its own .dockerignore names")
  void sendsThatFolderAlone() throws Exception {
    write(".dockerignore", "*.txt");
    write("app/.dockerignore", "*.log");

    build("app");

    assertThat(sent()).containsExactly(".dockerignore", "Dockerfile", "b.txt");
    assertThat(service.asked("POST /1/builds").getLast().body()).doesNotContain("context");
  }

  @Test
  @DisplayName("goes by the .dockerignore that has the Dockerfile's name in front, if there is one")
  void prefersTheDockerfilesOwn() throws Exception {
    write("app/.dockerignore", "*.log");
    write("app/web.Dockerfile", "");
    write("app/web.Dockerfile.dockerignore", "b.txt\nDockerfile\n.dockerignore");

    build("app", "--dockerfile", "web.Dockerfile");

    assertThat(sent()).containsExactly("a.log", "web.Dockerfile", "web.Dockerfile.dockerignore");
  }

  @Test
  @DisplayName("asks the service whether it may be named so")
  void isJudgedByTheService() {
    build("app");

    assertThat(service.asked("POST /1/builds").getFirst())
        .satisfies(asked -> assertThat(asked.target()).contains("dry_run=true"))
        .satisfies(asked -> assertThat(asked.body()).contains("\"context\":\"app\""));
  }

  @Test
  @DisplayName("ends with 2 when there is no such folder, or no Dockerfile in it")
  void isNotThere() throws Exception {
    Files.createDirectories(folder.resolve("empty"));

    assertThat(build("nowhere"))
        .satisfies(ran -> assertThat(ran.exitCode()).isEqualTo(2))
        .satisfies(ran -> assertThat(ran.err()).contains("There is no folder " + folder));
    assertThat(build("empty").err())
        .contains("There is no Dockerfile in " + folder.resolve("empty"));
  }
}
