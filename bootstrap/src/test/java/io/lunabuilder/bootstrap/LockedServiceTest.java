package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.testkit.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A service that others can reach")
@Timeout(120)
class LockedServiceTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is warned of at start when it has no tokens")
  void warning() throws Exception {
    try (Program service = serve(Map.of("LUNA_BUILDER_HOST", "0.0.0.0"))) {
      service.awaitLine("Serving on ");

      assertThat(service.output())
          .contains("WARNING: 0.0.0.0 can be reached from elsewhere")
          .contains("!".repeat(70));
    }
  }

  @Test
  @DisplayName("lets a caller in with the token that the program made, which it shows no more")
  void token() throws Exception {
    List<String> made = run(Map.of(), 0, "token", "ci", "reader");
    Path tokens = Files.writeString(folder.resolve("tokens"), made.get(1) + "\n");
    String token = made.get(3);
    Path file = Files.writeString(folder.resolve("token"), token);
    Map<String, String> locks =
        Map.of("LUNA_BUILDER_HOST", "0.0.0.0", "LUNA_BUILDER_TOKENS_FILE", tokens.toString());
    try (Program service = serve(locks)) {
      String line = service.awaitLine("Serving on ");
      String server = line.replaceFirst(".*Serving on http://[^:]+:([0-9]+),.*", "localhost:$1");

      assertThat(run(Map.of(), 1, "list", "--server", server))
          .anyMatch(said -> said.contains("wants to know who you are"));
      List<String> list =
          run(Map.of(), 0, "list", "--server", server, "--token-file", file.toString());
      assertThat(list).noneMatch(said -> said.contains(token));
      assertThat(service.output()).doesNotContain(token, "WARNING");
    }
  }

  @Test
  @DisplayName(
      "has no locks that keep a command from the service of its own, wherever they are set")
  void ownService() throws Exception {
    List<String> made = run(Map.of(), 0, "token", "ci", "reader");
    Path tokens = Files.writeString(folder.resolve("tokens"), made.get(1));
    Path file =
        Files.writeString(
            folder.resolve("luna.conf"), "LUNA_BUILDER_TOKENS_FILE = " + tokens + "\n");
    String data = folder.resolve("data").toString();

    run(
        Map.of("LUNA_BUILDER_TOKENS_FILE", tokens.toString(), "LUNA_BUILDER_RATE_LIMIT", "1/1h"),
        0,
        "list",
        "--data-dir",
        data);
    run(Map.of("LUNA_BUILDER_CONFIG", file.toString()), 0, "list", "--data-dir", data);
  }

  @Test
  @DisplayName("by TLS of a private authority takes a build, and gives its archive to who stages")
  void privateAuthority() throws Exception {
    TestAuthority authority = TestAuthority.make();
    Path trusted = authority.writeCertificate(folder.resolve("ca.pem"));
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
    try (Program service = serve(tls(authority))) {
      String line = service.awaitLine("Serving on ");
      String server = line.replaceFirst(".*Serving on ([^,]+),.*", "$1");
      Map<String, String> caller =
          Map.of(
              "LUNA_BUILDER_SERVER",
              server,
              "LUNA_BUILDER_CA_FILE",
              trusted.toString(),
              "LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS",
              "127.0.0.1");

      String id =
          run(
                  caller,
                  0,
                  "build",
                  context.toString(),
                  "--image",
                  "hello:1",
                  "--builder",
                  "local_kaniko",
                  "-d")
              .getLast();
      String link = signed(URI.create(server), String.join("", run(caller, 0, "show", id)));
      Path to = folder.resolve("to");

      assertThat(server).startsWith("https://127.0.0.1:");
      assertThat(run(caller, 1, "stage", link, to.toString()))
          .anyMatch(said -> said.contains("archive_unavailable") || said.contains("certificate"));
      run(caller, 0, "stage", link, to.toString(), "--ca-file", trusted.toString());
      assertThat(to.resolve("Dockerfile")).hasContent("FROM scratch");
    }
  }

  private Map<String, String> tls(TestAuthority authority) throws Exception {
    Path certificate =
        Files.writeString(folder.resolve("server.pem"), authority.serverCertificate());
    Path key = Files.writeString(folder.resolve("server.key"), authority.serverKey());
    return Map.of(
        "LUNA_BUILDER_TLS_CERTIFICATE", certificate.toString(),
        "LUNA_BUILDER_TLS_KEY", key.toString());
  }

  /** The link that a pod would get. */
  private String signed(URI server, String build) throws Exception {
    String upload = build.replaceFirst(".*\"(upload://[^\"]+)\".*", "$1");
    Path uploads = folder.resolve("data").resolve("uploads");
    SignedLinks links = SignedLinks.withKeyIn(uploads.resolve(".link-key"));
    String id = upload.substring("upload://".length());
    return server + "/1/archives/" + id + links.query(id, Instant.now().plusSeconds(600));
  }

  private Program serve(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("LUNA_BUILDER_WORKERS", "0");
    all.put("LUNA_BUILDER_PORT", "0");
    return Program.run(all, "serve", "--data-dir", folder.resolve("data").toString());
  }

  private static List<String> run(
      Map<String, String> environment, int exitCode, String... arguments) throws Exception {
    try (Program program = Program.run(environment, arguments)) {
      int ended = program.awaitEnd();
      assertThat(ended).as(program.output()).isEqualTo(exitCode);
      return program.output().lines().toList();
    }
  }
}
