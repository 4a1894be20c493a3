package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An archive that is sent")
class ArchivesTest extends ApiTest {
  private static final byte[] BYTES = "an archive".getBytes(StandardCharsets.UTF_8);

  @Test
  @DisplayName("is kept, with its size and checksum, under a link that a build can use")
  void kept() throws Exception {
    Answer answer = api.send("POST", "/1/archives", BodyPublishers.ofByteArray(BYTES));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("archive", "size", "sha256");
    assertThat(answer.at("/archive")).startsWith("upload://");
    assertThat(answer.at("/size")).isEqualTo("10");
    assertThat(answer.at("/sha256"))
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES)));
  }

  @Test
  @DisplayName("can be as large as the limit, and no larger, with nothing left of one that is")
  void limit() throws Exception {
    byte[] largest = new byte[(int) ServedApi.LARGEST_ARCHIVE];
    byte[] larger = new byte[largest.length + 1];

    assertThat(api.send("POST", "/1/archives", BodyPublishers.ofByteArray(largest)).status())
        .isEqualTo(201);
    assertRefused(api.send("POST", "/1/archives", BodyPublishers.ofByteArray(larger)), 413, 12104);
    try (var files = Files.list(folder.resolve("uploads"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  @DisplayName("is refused when it is empty, wrapped in a form, or compressed by the way")
  void refused() throws Exception {
    assertRefused(api.send("POST", "/1/archives"), 400, 12024);
    assertRefused(archive("Content-Type", "multipart/form-data; boundary=x"), 415, 12103);
    assertRefused(archive("Content-Encoding", "gzip"), 415, 12103);
    assertThat(archive("Content-Type", "application/x-www-form-urlencoded").status())
        .isEqualTo(201);
  }

  private Answer archive(String... headers) throws Exception {
    return api.send("POST", "/1/archives", BodyPublishers.ofByteArray(BYTES), headers);
  }

  @Test
  @DisplayName("can be taken back once")
  void takenBack() throws Exception {
    String path = api.upload().replace("upload://", "/1/archives/");

    assertThat(api.send("DELETE", path).status()).isEqualTo(204);
    assertRefused(api.send("DELETE", path), 404, 12101);
    assertRefused(api.send("DELETE", "/1/archives/no-uuid"), 404, 12101);
  }

  @Test
  @DisplayName("stays while a build waits for it")
  void neededByABuild() throws Exception {
    String archive = api.upload();
    String path = archive.replace("upload://", "/1/archives/");
    Answer accepted =
        api.submit(api.request("hello:1").replaceFirst("upload://[0-9a-f-]*", archive));
    String build = accepted.json().path("build_id").asText();

    Answer refused = api.send("DELETE", path);
    assertRefused(refused, 409, 12114);
    assertThat(refused.json().path("detail").asText()).contains(build);

    api.send("POST", "/1/builds/" + build + "/cancel");
    assertThat(api.send("DELETE", path).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=3-5, 206, arc, bytes 3-5/10",
    "bytes=3-, 206, archive, bytes 3-9/10",
    "bytes=-2, 206, ve, bytes 8-9/10",
    "bytes=8-99, 206, ve, bytes 8-9/10",
    "'bytes=0-1,4-5', 200, an archive, ''",
    "lines=0-1, 200, an archive, ''",
    "bytes=10-, 416, , bytes */10",
    "bytes=x, 416, , bytes */10",
  })
  @DisplayName("is given back in parts:")
  void parts(String range, int status, String text, String told) throws Exception {
    String path = api.upload().replace("upload://", "/1/archives/");

    Answer part = api.get(path, "Range", range);

    assertThat(part.status()).isEqualTo(status);
    assertThat(part.header("Content-Range")).isEqualTo(told);
    if (text != null) {
      assertThat(part.text()).isEqualTo(text);
      assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(text.length()));
    }
  }

  @Test
  @DisplayName("is given back from its beginning to who began with another one")
  void partOfAnother() throws Exception {
    String path = api.upload().replace("upload://", "/1/archives/");
    String tag = api.get(path).header("ETag");

    assertThat(api.get(path, "Range", "bytes=3-", "If-Range", tag).text()).isEqualTo("archive");
    assertThat(api.get(path, "Range", "bytes=3-", "If-Range", "\"x\"").text())
        .isEqualTo("an archive");
  }

  @Test
  @DisplayName("that is refused unread leaves no connection behind that would fail the next call")
  void refusedUnread() throws Exception {
    Answer refused = archive("Content-Type", "multipart/form-data; boundary=x");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.header("Connection")).isEqualTo("close");
  }

  @Test
  @DisplayName("and is gone is told when a build asks for it")
  void goneAtSubmit() throws Exception {
    String request = api.request("hello:1").replaceFirst("upload://........", "upload://00000000");

    Answer answer = api.submit(request);

    assertRefused(answer, 400, 12024);
    assertThat(answer.wrongFields()).containsExactly("archive");
  }
}
