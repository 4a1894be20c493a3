package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A command shows the service a token")
@Timeout(60)
class ApiTokenTest {
  private static final String TOKEN = "luna_s3cr3t";

  @TempDir Path folder;
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService().on("GET /1/builds", 200, "{\"builds\":[]}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran list(Map<String, String> environment, String... options) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LUNA_BUILDER_SERVER", service.address().toString());
    String[] arguments = new String[options.length + 1];
    arguments[0] = "list";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Ran.with(all, Ran.noLocalService(), arguments);
  }

  private void assertSent(Ran ran, String token) {
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain(token);
    assertThat(service.asked("GET /1/builds"))
        .extracting(asked -> asked.headers().get("Authorization"))
        .containsExactly(List.of("Bearer " + token));
  }

  @Test
  @DisplayName("of the variable LUNA_BUILDER_TOKEN")
  void variable() {
    assertSent(list(Map.of("LUNA_BUILDER_TOKEN", TOKEN)), TOKEN);
  }

  @Test
  @DisplayName("of the file that LUNA_BUILDER_TOKEN_FILE names")
  void variableFile() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

    assertSent(list(Map.of("LUNA_BUILDER_TOKEN_FILE", file.toString())), TOKEN);
  }

  @Test
  @DisplayName("rather of the file that --token-file names")
  void file() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

    assertSent(
        list(Map.of("LUNA_BUILDER_TOKEN", "luna_other"), "--token-file", file.toString()), TOKEN);
  }

  @Test
  @DisplayName("that --token asks for, and does not take as a word of the command")
  void typed() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((TOKEN + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      assertSent(list(Map.of(), "--token"), TOKEN);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  @DisplayName("only when there is one")
  void none() {
    assertThat(list(Map.of()).exitCode()).isZero();
    assertThat(service.asked("GET /1/builds").getFirst().headers())
        .doesNotContainKey("Authorization");
  }

  @Test
  @DisplayName("but nothing that is none, which it does not repeat")
  void notAToken() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "two s3cr3t words");

    Ran ran = list(Map.of(), "--token-file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("holds no token").doesNotContain("s3cr3t");
    assertThat(list(Map.of(), "--token-file", folder + "/none").err()).contains("cannot be read");
    assertThat(service.asked("GET /1/builds")).isEmpty();
  }

  @Test
  @DisplayName("and no other server that it is sent on to")
  void redirected() throws Exception {
    try (ScriptedService other =
        new ScriptedService().on("GET /1/builds", 200, "{\"builds\":[]}")) {
      service.on(
          "GET /1/builds",
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.address() + "/1/builds");
            ScriptedService.send(exchange, 307, "text/plain", "");
          });

      assertThat(list(Map.of("LUNA_BUILDER_TOKEN", TOKEN)).exitCode()).isEqualTo(1);
      assertThat(other.asked("GET /1/builds")).isEmpty();
    }
  }

  @Test
  @DisplayName("when it is refused without one, it tells how to give one")
  void refused() {
    service.on("GET /1/builds", 401, "{\"desc\":\"Token needed\",\"detail\":\"send a token\"}");

    assertThat(list(Map.of()).err()).contains("--token-file", "LUNA_BUILDER_TOKEN");
  }
}
