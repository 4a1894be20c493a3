package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With names for servers in servers.conf, a command")
@Timeout(60)
class ServerBookTest {
  private static final String TOKEN = "luna_s3cr3t";
  private static final String LIST = "GET /1/builds";

  @TempDir private Path home;
  private ScriptedService service;
  private Path book;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService().on(LIST, 200, "{\"builds\":[]}");
    book = Files.createDirectories(home.resolve(".config/luna-builder")).resolve("servers.conf");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void write(String text, String permissions) throws IOException {
    Files.writeString(book, text.formatted(service.address()));
    Files.setPosixFilePermissions(book, PosixFilePermissions.fromString(permissions));
  }

  private void write(String text) throws IOException {
    write(text, "rw-------");
  }

  private Ran run(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putIfAbsent("HOME", home.toString());
    return Ran.with(environment, Ran.noLocalService(), arguments);
  }

  private Ran run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private List<String> sentTokens() {
    return service.asked(LIST).stream()
        .flatMap(asked -> asked.headers().getOrDefault("Authorization", List.of("none")).stream())
        .toList();
  }

  @Test
  @DisplayName("talks to the one that --server names, and shows it its token")
  void named() throws Exception {
    write("[ci]\nurl = %s\ntoken = " + TOKEN + "\n");

    Ran ran = run("list", "--server", "ci");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain(TOKEN);
    assertThat(sentTokens()).containsExactly("Bearer " + TOKEN);
  }

  @Test
  @DisplayName("talks to the one that LUNA_BUILDER_SERVER names, or else to the default")
  void usual() throws Exception {
    write("# mine\ndefault = laptop\n\n[laptop]\nurl = %s\n[other]\nurl = http://nobody.invalid\n");

    assertThat(run("list").exitCode()).isZero();
    assertThat(run(Map.of("LUNA_BUILDER_SERVER", "laptop"), "list").exitCode()).isZero();
    assertThat(run(Map.of("LUNA_BUILDER_SERVER", "other"), "list").err())
        .contains("nobody.invalid");
    assertThat(run("list", "--data-dir", "/data").err()).startsWith("kaniko is missing");
  }

  @Test
  @DisplayName("finds it below XDG_CONFIG_HOME")
  void standardFolder() throws Exception {
    write("default = a\n[a]\nurl = %s\n");

    assertThat(
            run(Map.of("HOME", "/nowhere", "XDG_CONFIG_HOME", home + "/.config"), "list")
                .exitCode())
        .isZero();
    assertThat(run(Map.of("XDG_CONFIG_HOME", ".config"), "list").exitCode())
        .as("a relative one is ignored")
        .isZero();
  }

  @Test
  @DisplayName("sends the token of one server to no other, and no other token to that one")
  void keepsTokensApart() throws Exception {
    write("[ci]\nurl = %s\ntoken = " + TOKEN + "\n");
    Map<String, String> variable = Map.of("LUNA_BUILDER_TOKEN", "luna_variable");

    run(variable, "list", "--server", "ci");
    run("list", "--server", service.address().toString());
    run(variable, "list", "--server", service.address().toString());

    assertThat(sentTokens()).containsExactly("Bearer " + TOKEN, "none", "Bearer luna_variable");
  }

  @Test
  @DisplayName("takes a token from a file beside it or in the home folder")
  void tokenFile() throws Exception {
    Files.writeString(book.resolveSibling("ci.token"), TOKEN + "\n");
    Files.writeString(home.resolve("token"), "luna_home");
    write("[ci]\nurl = %1$s\ntoken_file = ci.token\n[home]\nurl = %1$s\ntoken_file = ~/token\n");

    run("list", "--server", "ci");
    run("list", "--server", "home");

    assertThat(sentTokens()).containsExactly("Bearer " + TOKEN, "Bearer luna_home");
  }

  @Test
  @DisplayName("trusts the authority of ca_file there, and not the one of the variable")
  void authority() throws Exception {
    TestAuthority ours = TestAuthority.make();
    ours.writeCertificate(book.resolveSibling("ours.pem"));
    Path another = TestAuthority.make().writeCertificate(home.resolve("another.pem"));
    try (ScriptedService secure = ScriptedService.withTls(ours, "127.0.0.1")) {
      secure.on(LIST, 200, "{\"builds\":[]}");
      write("[ci]\nurl = " + secure.address() + "\nca_file = ours.pem\n");

      assertThat(
              run(Map.of("LUNA_BUILDER_CA_FILE", another.toString()), "list", "-s", "ci")
                  .exitCode())
          .isZero();
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @DisplayName("refuses it with 2 when others can read a token in it, or write to it at all")
  @CsvSource({
    "rw-r--r--, token = luna_x, holds a token and can be read by others: chmod go-r",
    "rw----r--, token = luna_x, holds a token and can be read by others: chmod go-r",
    "rw--w----, '',             can be changed by others: chmod go-w",
    "rw-----w-, token = luna_x, can be changed by others: chmod go-w",
  })
  void isPrivate(String permissions, String line, String problem) throws Exception {
    write("default = ci\n[ci]\nurl = %s\n" + line + "\n", permissions);

    assertThat(run("list"))
        .isEqualTo(
            new Ran(
                2, "", "The file " + book + " " + problem + " " + book + System.lineSeparator()));
    assertThat(service.asked(LIST)).isEmpty();
  }

  @Test
  @DisplayName("lets others read it when there is no token in it")
  void mayBeRead() throws Exception {
    write("default = ci\n[ci]\nurl = %s\n", "rw-r--r--");

    assertThat(run("list").exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("refuses what is wrong in it with 2, and tells what")
  @CsvSource(
      delimiter = '|',
      value = {
        "[ci];token = x                      | has no url in [ci]; for example http://builder:8080",
        "[ci];url = a;tokn = x               | has tokn in [ci]; it may have url, token, token_file",
        "[ci];url = a;url = b                | has url in [ci] twice",
        "[ci];url = a;token = b;token_file=c | has both token and token_file in [ci]",
        "server = x                          | has server before any section; only default may",
        "default = ci;[other];url = a        | has no section [ci], which it calls the default",
      })
  void refuses(String text, String problem) throws Exception {
    write(text.replace(';', '\n'));

    Ran ran = run("list");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("The file " + book + " " + problem);
  }

  @Test
  @DisplayName("tells where a wrong address or token stands, and never the token")
  void tellsWhere() throws Exception {
    write("[ci]\nurl = ftp://x\n[odd]\nurl = %s\ntoken = no token\n");

    assertThat(run("list", "-s", "ci").err())
        .contains("\"ftp://x\" is no server (" + book + ", [ci]); use for example");
    assertThat(run("list", "-s", "odd").err())
        .isEqualToNormalizingNewlines("token (" + book + ", [odd]) holds no token\n");
  }

  @ParameterizedTest
  @DisplayName("needs none: what has no name there is an address")
  @ValueSource(strings = {"", "[other]\nurl = http://nobody.invalid\n"})
  void needsNone(String text) throws Exception {
    if (!text.isEmpty()) {
      write(text);
    }
    URI address = service.address();

    assertThat(run("list", "-s", address.getHost() + ":" + address.getPort()).exitCode()).isZero();
  }
}
