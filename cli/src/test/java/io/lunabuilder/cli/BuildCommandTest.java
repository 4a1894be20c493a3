package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("luna-builder build")
class BuildCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINK = "https://files.example/hello.zip";
  private static final String COMPLETED =
      """
      {"build_id":"b1","status":"completed","stage":"verifying","attempt":1,
       "start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:12Z",
       "image":{"reference":"%s","digest":"sha256:abc","size":1500000}}\
      """;
  private static final String FAILED =
      """
      {"build_id":"b1","status":"error","stage":"building",
       "request_id":"1767225600,b7",
       "failure":{"code":"build_step_failed","stage":"building","exit_code":7,
                  "message":"RUN false ended with 7"}}\
      """;

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
                "id: 12\ndata: Step one\ndata: Step two\n\nid: 12\nevent: end\ndata:\n\n");
    ends(COMPLETED.formatted("hello:1"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void ends(String document) {
    String begun = "{\"build_id\":\"b1\",\"status\":\"in_progress\",\"stage\":\"building\"}";
    service.onEvents(
        "GET /1/builds/b1/events",
        "event: build\ndata: "
            + begun
            + "\n\nevent: build\ndata: "
            + document.replace("\n", "")
            + "\n\n");
  }

  private JsonNode sentRequest() throws Exception {
    return JSON.readTree(service.asked("POST /1/builds").getLast().body());
  }

  private Ran build(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("build"));
    all.addAll(List.of(arguments));
    return Ran.with(service.address(), all.toArray(String[]::new));
  }

  @Test
  @DisplayName("passes a link on, shows the log, and tells where the image is")
  void buildsFromALink() throws Exception {
    Ran ran = build(LINK, "--image", "hello:1");

    assertThat(ran.exitCode()).isZero();
    assertThat(sentRequest().path("archive").asText()).isEqualTo(LINK);
    assertThat(ran.err()).contains("Step one", "Step two", "building");
    assertThat(ran.out())
        .contains(
            "Built hello:1 in 12s",
            "sha256:abc",
            "1.5 MB",
            "curl -sSf " + service.address() + "/1/builds/b1/image | docker load");
  }

  @Test
  @DisplayName("tells a line that gets the image with a token too, and not the token")
  void tellsOfTheToken() {
    Ran ran =
        Ran.with(
            Map.of(
                ServiceOptions.VARIABLE,
                service.address().toString(),
                ApiToken.VARIABLE,
                "luna_s3cr3t"),
            Ran.noLocalService(),
            "build",
            LINK,
            "--image=hello:1");

    assertThat(ran.out())
        .contains("curl -sSf -H \"Authorization: Bearer $LUNA_BUILDER_TOKEN\" http://")
        .doesNotContain("luna_s3cr3t");
  }

  @Test
  @Tag("R14")
  @DisplayName("fills in the only builder of a service without a cluster (R14)")
  void fillsInTheBuilder() throws Exception {
    build(LINK, "--image", "hello:1");

    assertThat(sentBuilder()).isEqualTo("local_kaniko");
  }

  @Test
  @Tag("R14")
  @DisplayName("names the builder that the service means by none, and asks nothing for --builder")
  void asksForTheBuilder() throws Exception {
    service.on(
        "GET /1/builders", 200, "{\"builders\":[\"other\",\"kaniko\"],\"default\":\"kaniko\"}");

    build(LINK, "--image", "hello:1");
    assertThat(sentBuilder()).isEqualTo("kaniko");
    build(LINK, "--image", "hello:1", "--builder", "another");
    assertThat(sentBuilder()).isEqualTo("another");
    assertThat(service.asked("GET /1/builders")).hasSize(1);
  }

  private String sentBuilder() throws Exception {
    return sentRequest().at("/parameters/image_builder").asText();
  }

  @Test
  @DisplayName("sends every option under the API's name for it")
  void sendsEveryOption() throws Exception {
    Ran ran =
        build(
            LINK,
            "--image",
            "hello:1",
            "--dockerfile",
            "docker/Dockerfile",
            "--context-dir",
            "app",
            "--target",
            "final",
            "--build-arg",
            "A=1",
            "--build-arg",
            "B=x=y",
            "--label",
            "team=luna",
            "--tag",
            "latest",
            "--tag",
            "2",
            "--timeout",
            "1m30s",
            "--builder",
            "kaniko",
            "--idempotency-key",
            "k1");

    assertThat(ran.exitCode()).isZero();
    assertThat(sentRequest().path("parameters"))
        .isEqualTo(
            JSON.readTree(
                """
                {"image_name":"hello:1","image_builder":"kaniko","dockerfile":"docker/Dockerfile",
                 "context":"app","target":"final","build_args":{"A":"1","B":"x=y"},
                 "labels":{"team":"luna"},"tags":["latest","2"],"timeout":90}\
                """));
    assertThat(service.asked("POST /1/builds").getFirst().headers().get("Idempotency-key"))
        .containsExactly("k1");
  }

  @Test
  @DisplayName("uploads a folder as a tar.zst to another machine")
  void uploadsAFolder() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch");

    Ran ran = build(folder.toString(), "--image", "hello:1");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(sentRequest().path("archive").asText()).isEqualTo("upload://a1");
    // Source of the magic number: RFC 8878, 3.1.1.
    assertThat(service.asked("POST /1/archives").getFirst().body()).startsWith("(\u00B5/\u00FD");
  }

  @Test
  @DisplayName("does not compress a folder for the service in this process")
  void uploadsAFolderNearby() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch");
    LocalService nearby = Ran.local(service.address(), folder);

    Ran ran = Ran.with(Map.of(), nearby, "build", folder.toString(), "--image", "hello:1");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(service.asked("POST /1/archives").getFirst().body()).contains("FROM scratch");
  }

  @Test
  @DisplayName("uploads an archive file as it is")
  void uploadsAFile() throws Exception {
    Path archive = Files.writeString(folder.resolve("a.zip"), "any bytes");

    Ran ran = build(archive.toString(), "--image", "hello:1");

    assertThat(ran.exitCode()).isZero();
    assertThat(service.asked("POST /1/archives").getFirst().body()).isEqualTo("any bytes");
  }

  @Test
  @DisplayName("gives the docker pull line for an image in a registry")
  void tellsHowToPull() {
    ends(COMPLETED.formatted("registry.example:5000/team/hello:1"));

    assertThat(build(LINK, "--image", "hello:1").out())
        .contains("docker pull registry.example:5000/team/hello@sha256:abc");
  }

  @Test
  @DisplayName("gives the docker load line with the file when the service is in this process")
  void tellsHowToLoad() {
    Ran ran =
        Ran.with(
            Map.of(), Ran.local(service.address(), folder), "build", LINK, "--image", "hello:1");

    assertThat(ran.out()).contains("docker load -i " + folder.resolve("images/b1.tar"));
  }

  @Test
  @DisplayName("ends with 1 for a failed build, and tells the code, the cause and what to do")
  void tellsOfAFailure() {
    ends(FAILED);

    Ran ran = build(LINK, "--image", "hello:1");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(
            "RUN false ended with 7",
            "build_step_failed",
            "exit code 7",
            "What to do: Read the end",
            "Request id: 1767225600,b7");
  }

  @ParameterizedTest
  @DisplayName("prints the id alone with --output id, and all of the build with json, at its end")
  @ValueSource(strings = {"--wait", "--follow", ""})
  void printsForPrograms(String attendance) {
    assertThat(build(with(attendance, LINK, "--image", "hello:1", "-o", "id")).out())
        .isEqualTo("b1" + System.lineSeparator());
    assertThat(build(with(attendance, LINK, "--image", "hello:1", "-o", "json")).out())
        .startsWith("{")
        .contains("\"status\" : \"completed\"");
  }

  private static String[] with(String option, String... arguments) {
    return Stream.concat(Stream.of(option).filter(given -> !given.isEmpty()), Stream.of(arguments))
        .toArray(String[]::new);
  }

  @Test
  @DisplayName("prints no log with --wait, but the end of that of a failed build")
  void waitsWithoutTheLog() {
    ends(FAILED.replace("\"message\"", "\"log_tail\":\"Step two\\nno\",\"message\""));

    Ran ran = build(LINK, "--image", "hello:1", "--wait");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("Step two", "RUN false ended with 7").doesNotContain("Step one");
    assertThat(service.asked("GET /1/builds/b1/log")).isEmpty();
  }

  @Test
  @DisplayName("ends with 124 when the build ran longer than it may")
  void timesOut() {
    ends(FAILED.replace("build_step_failed", "build_timeout"));

    assertThat(build(LINK, "--image", "hello:1").exitCode()).isEqualTo(124);
  }

  @Test
  @DisplayName("cannot both wait and not wait, which is 2")
  void waitsOrNot() {
    Ran ran = build(LINK, "--image", "hello:1", "--wait", "--detach");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--wait", "--detach", "mutually exclusive");
  }

  @Test
  @DisplayName("prints only the id with --detach")
  void detaches() {
    Ran ran = build(LINK, "--image", "hello:1", "--detach");

    assertThat(ran).isEqualTo(new Ran(0, "b1" + System.lineSeparator(), ""));
  }

  @Test
  @DisplayName("refuses --detach without a server, since the service would end with the command")
  void refusesToDetachFromItself() {
    Ran ran =
        Ran.with(Map.of(), Ran.noLocalService(), "build", LINK, "--image", "hello:1", "--detach");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--detach needs --server");
  }

  @Test
  @DisplayName("ends with 2 for a folder without a Dockerfile, before anything is sent")
  void missesTheDockerfile() {
    Ran ran = build(folder.toString(), "--image", "hello:1");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("There is no Dockerfile in " + folder);
    assertThat(service.asked("POST /1/archives")).isEmpty();
  }
}
