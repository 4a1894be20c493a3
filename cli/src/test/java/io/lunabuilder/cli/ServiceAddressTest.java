package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A command talks")
@Timeout(60)
class ServiceAddressTest {
  private static final String NOBODY = "http://nobody.invalid:1";

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService().on("GET /1/builds", 200, "{\"builds\":[]}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Ran run(String server, String... arguments) {
    return Ran.with(Map.of("LUNA_BUILDER_SERVER", server), Ran.noLocalService(), arguments);
  }

  @Test
  @DisplayName("to the server that LUNA_BUILDER_SERVER names")
  void followsTheVariable() {
    assertThat(run(service.address().toString(), "list").exitCode()).isZero();
    assertThat(service.asked("GET /1/builds")).hasSize(1);
  }

  @Test
  @DisplayName("rather to the one that --server names")
  void followsTheOption() {
    assertThat(run(NOBODY, "list", "--server", service.address().toString()).exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("to an address without http:// or with a slash at its end too")
  @ValueSource(strings = {"127.0.0.1:%d", "http://127.0.0.1:%d/", "HTTP://127.0.0.1:%d"})
  void completesTheAddress(String form) {
    assertThat(run(form.formatted(service.address().getPort()), "list").exitCode()).isZero();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @DisplayName("to nobody when the address is none: it ends with 2, and tells how one looks")
  @ValueSource(strings = {"ftp://builder", "http://", "http://a b", "://", "builder:port"})
  void refusesWhatIsNoAddress(String server) {
    Ran ran = run(server, "list");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("\"" + server + "\" is no server; use for example http://builder:8080");
  }

  @ParameterizedTest
  @DisplayName("in vain to where nobody answers: it ends with 1, and tells where that was")
  @ValueSource(strings = {"list", "show b1", "logs b1", "logs -f b1", "cancel b1"})
  void findsNobody(String command) throws Exception {
    String server = "http://127.0.0.1:" + freePort();

    assertThat(run(server, command.split(" ")))
        .isEqualTo(
            new Ran(
                1,
                "",
                "No Luna Builder answers at "
                    + server
                    + ". Is it running there (luna-builder serve)?"
                    + System.lineSeparator()));
  }

  @Test
  @DisplayName("in vain to a host that does not exist: it ends with 1, and asks for its spelling")
  void findsNoHost() {
    assertThat(run(NOBODY, "list"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "This machine knows no host nobody.invalid. Is the name in --server spelt right?"
                    + " Names of your own stand in servers.conf."
                    + System.lineSeparator()));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @DisplayName("in vain to a server of another kind: it ends with 1, and asks for the address")
  @ValueSource(strings = {"list", "show b1", "logs b1", "logs -f b1", "cancel b1"})
  void findsAnother(String command) {
    for (String call : List.of("", "/b1", "/b1/log", "/b1/events", "/b1/cancel")) {
      String method = call.endsWith("cancel") ? "POST" : "GET";
      service.on(
          method + " /1/builds" + call,
          exchange -> ScriptedService.send(exchange, 200, "text/html", "<p>Welcome</p>"));
    }

    assertThat(run(service.address().toString(), command.split(" ")))
        .isEqualTo(
            new Ran(
                1,
                "",
                service.address()
                    + " does not answer like a Luna Builder; is the address right?"
                    + System.lineSeparator()));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("in vain to one whose JSON is nothing of ours")
  @ValueSource(strings = {"", "[]", "\"hello\"", "null", "{\"builds\":"})
  void findsOtherJson(String body) {
    service.on("GET /1/builds", 200, body);

    Ran ran = run(service.address().toString(), "list");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("does not answer like a Luna Builder");
  }

  @Test
  @DisplayName("to a service in its own process when it is told none, on the folder of --data-dir")
  void startsItsOwn() {
    List<String> started = new ArrayList<>();
    LocalService local =
        (folder, purpose, progress) -> {
          started.add(folder + " to " + purpose);
          return Ran.local(service.address(), Path.of("/data")).start(folder, purpose, progress);
        };

    Ran ran = Ran.with(Map.of("LUNA_BUILDER_SERVER", ""), local, "list", "--data-dir", "/data");

    assertThat(ran.exitCode()).isZero();
    assertThat(started).containsExactly("/data to ASK");
  }

  @Test
  @DisplayName("to no service that it cannot start: it ends with 1, and tells why")
  void cannotStart() {
    assertThat(Ran.with(Map.of(), Ran.noLocalService(), "list"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "kaniko is missing; luna-builder doctor tells how to get it"
                    + System.lineSeparator()));
  }

  @Test
  @DisplayName("to its own service until it ends, and ends that too, also after a refusal")
  void endsItsOwn() {
    List<String> ended = new ArrayList<>();
    URI address = service.address();
    LocalService local =
        (_, _, _) ->
            new LocalService.Running() {
              @Override
              public URI address() {
                return address;
              }

              @Override
              public Path dataFolder() {
                return Path.of("/data");
              }

              @Override
              public void close() {
                ended.add("ended");
              }
            };

    Ran.with(Map.of(), local, "list");
    Ran refused = Ran.with(Map.of(), local, "show", "b9");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(ended).hasSize(2);
  }
}
