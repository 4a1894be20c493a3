package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("While it builds, luna-builder build")
class ProgressTest {
  private static final String LINK = "https://files.example/hello.zip";
  private static final String ESCAPE = "\u001B";

  @TempDir private Path folder;
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ScriptedService()
            .on("POST /1/builds", 201, "{\"build_id\":\"b1\"}")
            .on("POST /1/archives", 201, "{\"archive\":\"upload://a1\",\"size\":1}")
            .onEvents(
                "GET /1/builds/b1/log",
                "id: 9\nevent: log\ndata: Step one\n\nid: 9\nevent: end\ndata:\n\n")
            .onEvents(
                "GET /1/builds/b1/events",
                change("\"status\":\"pending\",\"stage\":\"queued\",\"position\":3")
                    + change("\"status\":\"in_progress\",\"stage\":\"building\",\"attempt\":2")
                    + change("\"status\":\"in_progress\",\"stage\":\"building\",\"attempt\":2")
                    + change(
                        "\"status\":\"completed\",\"stage\":\"verifying\",\"attempt\":2,\"image\":{}"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String change(String fields) {
    return "event: build\ndata: {\"build_id\":\"b1\"," + fields + "}\n\n";
  }

  private Ran build(String archive) {
    return Ran.with(service.address(), "build", archive, "--image", "hello:1");
  }

  @Test
  @DisplayName("writes each new stage once as a plain line on a pipe, with its attempt and place")
  void writesStages() {
    Ran ran = build(LINK);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err().lines().filter(line -> line.startsWith("[")))
        .map(line -> line.replaceFirst("^\\[[0-9.]+s] ", ""))
        .containsExactly("queued, number 3 in the queue", "building, attempt 2");
    assertThat(ran.err()).contains("Build b1", "Step one").doesNotContain(ESCAPE, "\r");
    assertThat(ran.out()).startsWith("Built").doesNotContain("Step one");
  }

  @Test
  @DisplayName("writes the log, but no lines of stages, in a terminal, which has a status for them")
  void showsAStatus() {
    Ran ran = Ran.inTerminal(service.address(), "build", LINK, "--image", "hello:1");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("Step one").doesNotContain("] building");
    assertThat(ran.out()).startsWith("Built").doesNotContain(ESCAPE);
  }

  @Test
  @DisplayName("tells how much it sent")
  void tellsWhatItSent() throws Exception {
    Path archive = Files.write(folder.resolve("a.tar"), new byte[1_500_000]);

    assertThat(build(archive.toString()).err()).startsWith("Sent the archive: 1.5 MB");
  }

  @Test
  @DisplayName("shows how much of the archive is sent already, in a terminal")
  void showsTheUpload() throws Exception {
    Path archive = Files.write(folder.resolve("a.tar"), new byte[1_500_000]);

    Ran ran = Ran.inTerminal(service.address(), "build", archive.toString(), "--image", "hello:1");

    assertThat(ran.err()).containsPattern("uploading 1\\.[0-9] MB of 1\\.5 MB \\([0-9]+ %\\)");
  }

  @Test
  @DisplayName("tells what of a folder it does not send")
  void tellsWhatItLeavesOut() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch");
    pipe(folder.resolve("pipe"));

    assertThat(build(folder.toString()).err())
        .contains("pipe is left out: it is neither file, folder nor link");
  }

  @Test
  @DisplayName("stops before it builds when a file of the folder cannot be read, and names that")
  void namesWhatCannotBeRead() {
    // The kernel says that these files are empty, but they are not: they are made when read.
    Ran ran =
        Ran.with(
            service.address(),
            "build",
            "/proc/sys/kernel/random",
            "--dockerfile",
            "boot_id",
            "--image",
            "hello:1");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("Cannot read /proc/sys/kernel/random: ")
        .contains("/proc/sys/kernel/random/boot_id changed or cannot be read");
    assertThat(service.asked("POST /1/builds"))
        .allSatisfy(asked -> assertThat(asked.target()).contains("dry_run=true"));
  }

  private static void pipe(Path path) throws IOException, InterruptedException {
    new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
  }
}
