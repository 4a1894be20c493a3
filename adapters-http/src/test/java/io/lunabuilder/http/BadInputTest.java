package io.lunabuilder.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for a build that is wrong")
@Timeout(60)
class BadInputTest {
  private static final int BAD_INPUT = 12024;
  private static final int MALFORMED = 12100;

  @TempDir static Path folder;
  private static ServedApi api;

  @BeforeAll
  static void start() throws Exception {
    api = ServedApi.start(folder);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static Stream<Arguments> malformed() {
    String right = "{\"archive\":\"x\",\"parameters\":{}}";
    return Stream.of(
        argumentSet("nothing", bytes("")),
        argumentSet("no JSON", bytes("archive=x")),
        argumentSet("half a document", bytes("{\"archive\":")),
        argumentSet("two documents", bytes(right + right)),
        argumentSet("a field twice", bytes("{\"archive\":\"a\",\"archive\":\"b\"}")),
        argumentSet("a parameter twice", bytes("{\"parameters\":{\"tags\":[],\"tags\":[]}}")),
        argumentSet("NaN", bytes("{\"parameters\":{\"timeout\":NaN}}")),
        argumentSet("10,000 levels", bytes("[".repeat(10_000) + "]".repeat(10_000))),
        argumentSet("a number of 2,000 digits", bytes("[" + "1".repeat(2_000) + "]")),
        argumentSet("a byte order mark", bytes("\uFEFF" + right)),
        argumentSet("bytes that are not UTF-8", new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}),
        argumentSet("UTF-16", right.getBytes(StandardCharsets.UTF_16LE)));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("is refused as malformed JSON when the body is")
  void malformed(byte[] body) throws Exception {
    Answer answer = api.submit(body);

    assertRefused(answer, 400, MALFORMED);
    assertThat(answer.at("/detail")).startsWith("the body is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "7", "null", "true"})
  @DisplayName("is refused when it is JSON, but no object:")
  void noObject(String body) throws Exception {
    Answer answer = api.submit(body);

    assertRefused(answer, 400, BAD_INPUT);
    assertThat(answer.at("/detail")).contains("must be a JSON object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "archive                      | {'archive':7}                              | 7     | string",
        "archive                      | {'archive':null}                           |       | not null",
        "archive                      | {'archive':['a']}                          |       | array",
        "archive                      | {'archive':'a\\ud800'}                     |       | Unicode",
        "archive                      | {}                                         |       | required",
        "parameters                   | {}                                         |       | required",
        "parameters                   | {'parameters':[]}                          |       | object",
        "parameters                   | {'parameters':null}                        |       | object",
        "colour                       | {'colour':'red'}                           |       | not a field",
        "parameters.colour            | {'parameters':{'colour':1}}                |       | not a field",
        "parameters.image_name        | {'parameters':{}}                          |       | required",
        "parameters.image_builder     | {'parameters':{}}                          |       | required",
        "parameters.image_name        | {'parameters':{'image_name':true}}         | true  | string",
        "parameters.image_builder     | {'parameters':{'image_builder':{}}}        |       | object",
        "parameters.namespace         | {'parameters':{'namespace':null}}          |       | not null",
        "parameters.selector          | {'parameters':{'selector':'a=b'}}          | a=b   | object of strings",
        "parameters.selector.a        | {'parameters':{'selector':{'a':1}}}        | 1     | string",
        "parameters.dockerfile        | {'parameters':{'dockerfile':['a']}}        |       | array",
        "parameters.dockerfile        | {'parameters':{'dockerfile':'a\\udfff'}}   |       | Unicode",
        "parameters.dockerfile        | {'parameters':{'dockerfile':'../D'}}       | ../D  | '..'",
        "parameters.context           | {'parameters':{'context':1.5}}             | 1.5   | string",
        "parameters.target            | {'parameters':{'target':'-x'}}             | -x    | stage",
        "parameters.build_args        | {'parameters':{'build_args':['A=1']}}      |       | object of strings",
        "parameters.build_args.A      | {'parameters':{'build_args':{'A':1}}}      |       | string",
        "parameters.labels            | {'parameters':{'labels':'a'}}              | a     | object of strings",
        "parameters.labels.a          | {'parameters':{'labels':{'a':'\\ud8ab'}}}  |       | Unicode",
        "parameters.tags              | {'parameters':{'tags':'1.0'}}              | 1.0   | array of strings",
        "parameters.tags              | {'parameters':{'tags':{}}}                 |       | array of strings",
        "parameters.tags[1]           | {'parameters':{'tags':['a',null]}}         |       | not null",
        "parameters.tags[0]           | {'parameters':{'tags':['a b']}}            | a b   | tag",
        "parameters.cache             | {'parameters':{'cache':'true'}}            | true  | boolean",
        "parameters.cache             | {'parameters':{'cache':null}}              |       | not null",
        "parameters.timeout           | {'parameters':{'timeout':'600'}}           | 600   | whole number",
        "parameters.timeout           | {'parameters':{'timeout':1.5}}             | 1.5   | whole number",
        "parameters.timeout           | {'parameters':{'timeout':99999999999999999999}} | 99999999999999999999 | whole number",
        "parameters.timeout           | {'parameters':{'timeout':null}}            |       | whole number",
        "parameters.timeout           | {'parameters':{'timeout':0}}               | 0     | seconds",
        "parameters.timeout           | {'parameters':{'timeout':-1}}              | -1    | seconds",
      })
  @DisplayName("names the field, what was sent, what is wrong and what to send instead:")
  void namesTheField(String field, String body, String value, String problem) throws Exception {
    Answer answer = api.submit(body.replace('\'', '"'));

    assertRefused(answer, 400, BAD_INPUT);
    JsonNode told =
        answer
            .json()
            .path("violations")
            .valueStream()
            .filter(each -> each.path("field").asText().equals(field))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not named in " + answer.text()));
    assertThat(told.path("value").asText()).isEqualTo(value == null ? "" : value);
    assertThat(told.path("problem").asText()).contains(problem);
    assertThat(told.path("remedy").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'parameters':{'build_args':{'TOKEN':['s3cr3t']}}}",
        "{'parameters':{'build_args':{'TOKEN':'s3cr3t\\ud800'}}}",
        "{'parameters':{'build_args':'s3cr3t'}}",
        "{'parameters':{'build_args':{'1 bad name':'s3cr3t'}}}",
        "{'parameters':{'password':'s3cr3t'}}",
        "{'archive':'https://user:s3cr3t@files.example.com/a b'}",
        "{'archive':'https://user:s3cr3t@files.example.com/a\\ud800'}",
        "{'archive':'https://files.example.com/a?signature=s3cr3t'}",
        "{'archive':'s3cr3t",
        "{'archive':s3cr3t}",
      })
  @DisplayName("does not see its secrets again in the answer:")
  void echoesNoSecret(String body) throws Exception {
    Answer answer = api.submit(body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("s3cr3t");
  }

  @Test
  @DisplayName("gets no answer that is far larger than itself, whatever is in it")
  void boundedAnswer() throws Exception {
    String fields =
        IntStream.range(0, 50_000)
            .mapToObj("\"f%d\":0"::formatted)
            .collect(Collectors.joining(","));
    Answer many = api.submit("{" + fields + "}");
    Answer longName = api.submit("{\"" + "n".repeat(900_000) + "\":0}");
    Answer longValue =
        api.submit("{\"parameters\":{\"image_name\":\"" + "n".repeat(900_000) + "\"}}");

    assertThat(many.status()).isEqualTo(400);
    assertThat(many.at("/detail")).endsWith(" more");
    assertThat(many.response().body().length).isLessThan(64_000);
    assertThat(longName.response().body().length).isLessThan(4_000);
    assertThat(longValue.response().body().length).isLessThan(4_000);
  }

  @Test
  @DisplayName("cannot forge a line of a log with the name of a field")
  void noForgedLines() throws Exception {
    Answer answer = api.submit("{\"x\\n\\u001b[31mforged\":0}");

    assertThat(answer.wrongFields().getFirst()).isEqualTo("x\uFFFD\uFFFD[31mforged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/jsonp",
        "multipart/form-data; boundary=x",
      })
  @DisplayName("is refused with 415 when it is sent as")
  void wrongMediaType(String type) throws Exception {
    Answer answer =
        api.send("POST", "/1/builds", BodyPublishers.ofString("{}"), "Content-Type", type);

    assertRefused(answer, 415, 12103);
    assertThat(answer.at("/detail")).contains("application/json");
  }

  @Test
  @DisplayName("is refused with 415 when it has no type, or is compressed")
  void noTypeOrCompressed() throws Exception {
    assertRefused(api.send("POST", "/1/builds", BodyPublishers.ofString("{}")), 415, 12103);
    assertRefused(api.submit("{}", "Content-Encoding", "gzip"), 415, 12103);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\""})
  @DisplayName("is read when it says that it is UTF-8:")
  void rightMediaType(String type) throws Exception {
    Answer answer =
        api.send("POST", "/1/builds", BodyPublishers.ofString("{}"), "Content-Type", type);

    assertRefused(answer, 400, BAD_INPUT);
  }

  @Test
  @DisplayName("is refused with 413 when it is over 1 MiB, with and without a length")
  void tooLarge() throws Exception {
    byte[] body = bytes("\"" + "a".repeat(1024 * 1024) + "\"");

    assertRefused(api.submit(body), 413, 12104);
    assertRefused(
        api.send(
            "POST",
            "/1/builds",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
            "Content-Type",
            "application/json"),
        413,
        12104);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Every error has the same form and tells nothing of the inside. */
  static void assertRefused(Answer answer, int status, int errorCode) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.errorCode()).isEqualTo(errorCode);
    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .startsWith("error_code", "desc", "detail", "link");
    assertThat(answer.at("/desc")).isNotBlank();
    assertThat(answer.at("/detail")).isNotBlank();
    assertThat(answer.at("/link")).isEqualTo("/docs/errors/" + errorCode);
    assertThat(answer.text()).doesNotContain("Exception", "\\tat ", "io.lunabuilder", "com.fast");
  }
}
