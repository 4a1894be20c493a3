package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whoever counts calls")
class SeenFromOutsideTest extends ApiTest {

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "GET, /version, GET:/version 200",
    "GET, /1/builds?limit=5, GET:/1/builds 200",
    "GET, /1/builds/01a20ae4-0553-7000-a76d-88c64570ff73, GET:/1/builds/{id} 404 12105",
    "POST, /1/builds, POST:/1/builds 415 12103",
    "GET, /1/nothing, GET:unknown 404 12101",
    "PUT, /1/builds, PUT:unknown 405 12102",
    "BREW, /version, unknown:unknown 405 12102",
    "HEAD, /1/builds, HEAD:/1/builds 200",
  })
  @DisplayName("hears method and route, never what the caller wrote")
  void routes(String method, String path, String told) throws Exception {
    api.send(method, path);

    assertThat(api.calls().next()).isEqualTo(told);
  }

  @Test
  @DisplayName("hears also of what the server refuses before any route sees it")
  void refusedEarly() throws Exception {
    try (Socket socket = new Socket(api.address().getHost(), api.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('H');
    }

    assertThat(api.calls().next()).isEqualTo("unknown:unknown 400 12109");
  }

  @Test
  @DisplayName("reads metrics as text")
  void metrics() throws Exception {
    Answer answer = api.get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.text()).isEqualTo("# metrics");
    assertThat(api.get("/metrics", "Accept", "application/json").status()).isEqualTo(406);
  }
}
