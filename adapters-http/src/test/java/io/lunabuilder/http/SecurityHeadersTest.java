package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An answer tells browsers to run nothing but the service's own files")
class SecurityHeadersTest extends ApiTest {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  static Stream<Arguments> everyAnswer() {
    return Stream.of(
        argumentSet("of a route", "GET /version" + HOST, 200),
        argumentSet("of a list", "GET /1/builds" + HOST, 200),
        argumentSet("of a document", "GET /docs/errors" + HOST, 200),
        argumentSet("to HEAD", "HEAD /version" + HOST, 200),
        argumentSet("when nothing is there", "GET /nothing" + HOST, 404),
        argumentSet("when the method is wrong", "PUT /1/builds" + HOST, 405),
        argumentSet("when the body is wrong", "POST /1/builds" + HOST, 415),
        argumentSet("by another name", "GET /version HTTP/1.1\r\nHost: evil.example\r\n", 421),
        argumentSet("when the server refuses the path", "GET /%00" + HOST, 400),
        argumentSet("when the server refuses the header", "GET /version" + HOST + "\0: x\r\n", 400),
        argumentSet(
            "when the header is too large",
            "GET /version" + HOST + "X: " + "a".repeat(20_000) + "\r\n",
            431),
        argumentSet("when the version is unknown", "GET /version HTTP/9.9\r\n", 505));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("also")
  void everyAnswer(String call, int status) throws Exception {
    String answer = RawCall.exchange(api.address(), call + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
        .contains(
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'")
        .filteredOn(line -> line.startsWith("Cache-Control:"))
        .hasSize(1)
        .noneMatch(line -> line.contains("public"));
  }
}
