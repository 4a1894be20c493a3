package io.lunabuilder.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a service that speaks TLS, a command")
@Timeout(60)
class TrustTest {
  private static TestAuthority ours;
  private static TestAuthority another;

  @TempDir private Path folder;
  private ScriptedService service;
  private Path authority;

  @BeforeAll
  static void makeAuthorities() {
    ours = TestAuthority.make();
    another = TestAuthority.make();
  }

  @BeforeEach
  void start() throws Exception {
    service = ScriptedService.withTls(ours, "127.0.0.1");
    answerOn(service);
    authority = ours.writeCertificate(folder.resolve("ours.pem"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static void answerOn(ScriptedService service) {
    service
        .on("GET /1/builds", 200, "{\"builds\":[]}")
        .on("GET /1/builds/b1", 200, "{\"build_id\":\"b1\"}")
        .onEvents("GET /1/builds/b1/log", "event: log\ndata: hello\n\nevent: end\ndata:\n\n");
  }

  private static Ran run(String server, Map<String, String> environment, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LUNA_BUILDER_SERVER", server);
    return Ran.with(all, Ran.noLocalService(), arguments);
  }

  private Ran run(Map<String, String> environment, String... arguments) {
    return run(service.address().toString(), environment, arguments);
  }

  @Test
  @DisplayName("trusts the authority that --ca-file names")
  void trustsTheOption() {
    assertThat(run(Map.of(), "list", "--ca-file", authority.toString()).exitCode()).isZero();
  }

  @ParameterizedTest
  @DisplayName("trusts the authority that LUNA_BUILDER_CA_FILE names, for streams too")
  @ValueSource(strings = {"list", "logs b1", "logs -f b1"})
  void trustsTheVariable(String command) {
    service.on(
        "GET /1/builds/b1/log",
        exchange -> {
          boolean stream =
              "text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"));
          ScriptedService.send(
              exchange,
              200,
              stream ? "text/event-stream" : "text/plain",
              stream ? "event: log\ndata: hello\n\nevent: end\ndata:\n\n" : "hello\n");
        });

    Ran ran = run(Map.of("LUNA_BUILDER_CA_FILE", authority.toString()), command.split(" "));

    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  @Test
  @DisplayName("trusts no private authority unless it is told, and tells how")
  void trustsNobodyElse() {
    Ran ran = run(Map.of(), "list");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("The certificate of " + service.address() + " comes from an authority that is")
        .contains("--ca-file", "LUNA_BUILDER_CA_FILE");
    assertThat(service.asked("GET /1/builds")).isEmpty();
  }

  @Test
  @DisplayName("trusts nobody but the authority that it is told, whose name others may bear")
  void trustsTheRightOne() {
    Path other = another.writeCertificate(folder.resolve("other.pem"));

    Ran ran = run(Map.of(), "list", "--ca-file", other.toString());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("The certificate of ");
    assertThat(service.asked("GET /1/builds")).isEmpty();
  }

  @Test
  @DisplayName("takes no certificate that was made for another name")
  void looksAtTheName() throws Exception {
    try (ScriptedService elsewhere = ScriptedService.withTls(ours, "127.0.0.2")) {
      answerOn(elsewhere);

      Ran ran =
          run(elsewhere.address().toString(), Map.of(), "list", "--ca-file", authority.toString());

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).contains("is not good for it", "127.0.0.2", "as its certificate does");
      assertThat(elsewhere.asked("GET /1/builds")).isEmpty();
    }
  }

  @Test
  @DisplayName("ends with 2 when the file holds no certificate, is empty, or is not there")
  void refusesWrongFiles() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "hello");
    Path empty = Files.writeString(folder.resolve("empty"), "");

    assertThat(run(Map.of(), "list", "--ca-file", text.toString()))
        .isEqualTo(refusal(text + " holds no certificates; they are needed as PEM"));
    assertThat(run(Map.of(), "list", "--ca-file", empty.toString()))
        .isEqualTo(refusal(empty + " holds no certificates; they are needed as PEM"));
    assertThat(run(Map.of(), "list", "--ca-file", folder + "/none"))
        .isEqualTo(refusal(folder + "/none cannot be read"));
  }

  private static Ran refusal(String words) {
    return new Ran(2, "", "The file " + words + System.lineSeparator());
  }

  @Test
  @DisplayName("called with http:// tells that it may want https://")
  void wantsTls() {
    String plain = service.address().toString().replace("https", "http");

    assertThat(run(plain, Map.of(), "list").err())
        .startsWith("The connection to " + plain + " broke")
        .contains("use https:// in --server");
  }

  @Test
  @DisplayName("of one that speaks none, called with https://, tells that it may want http://")
  void wantsNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseOneCall(plain));
      String server = "https://127.0.0.1:" + plain.getLocalPort();

      assertThat(run(server, Map.of(), "list").err())
          .startsWith("No TLS connection to " + server)
          .contains("use http:// in --server");
    }
  }

  private static void refuseOneCall(ServerSocket server) {
    try (Socket call = server.accept()) {
      call.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      call.getInputStream().readAllBytes();
    } catch (IOException ended) {
      // The caller has read enough.
    }
  }
}
