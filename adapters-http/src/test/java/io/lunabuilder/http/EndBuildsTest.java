package io.lunabuilder.http;

import static io.lunabuilder.http.BadInputTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.testkit.Builds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A build")
class EndBuildsTest extends ApiTest {

  @Test
  @DisplayName("that waits is cancelled at once, as often as that is asked for")
  void cancelsWaiting() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");

    Answer first = api.send("POST", build + "/cancel");
    Answer second = api.send("POST", build + "/cancel");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.at("/status")).isEqualTo("cancelled");
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
  }

  @Test
  @DisplayName("that runs is asked to stop, and is not called cancelled before it has")
  void cancelsRunning() throws Exception {
    BuildId id = api.build("hello:1");
    BuildStore.Claim claim = api.claim();

    Answer answer = api.send("POST", "/1/builds/" + id + "/cancel");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/status")).isEqualTo("in_progress");
    assertThat(api.builds().renew(id, claim.token(), Duration.ofMinutes(1)))
        .isEqualTo(BuildStore.Renewal.HELD_CANCEL_REQUESTED);
  }

  @Test
  @DisplayName("that ended otherwise cannot be cancelled any more")
  void cancelsNoFinished() throws Exception {
    BuildId id = api.build("hello:1");
    api.finish(api.claim(), Builds.failed());

    Answer answer = api.send("POST", "/1/builds/" + id + "/cancel");

    assertRefused(answer, 409, 12107);
    assertThat(answer.at("/detail")).contains(id.toString(), "error");
  }

  @Test
  @DisplayName("that nobody knows can be neither cancelled nor deleted")
  void unknown() throws Exception {
    assertRefused(api.send("POST", NOBODY + "/cancel"), 404, 12105);
    assertRefused(api.send("DELETE", NOBODY), 404, 12105);
  }

  @Test
  @DisplayName("that waits or runs cannot be deleted")
  void deletesNoneThatRuns() throws Exception {
    String build = "/1/builds/" + api.build("hello:1");

    assertRefused(api.send("DELETE", build), 409, 12106);
    api.claim();
    assertRefused(api.send("DELETE", build), 409, 12106);
    assertThat(api.get(build).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("that ended is forgotten with its log and its image")
  void deletes() throws Exception {
    BuildId id = api.build("hello:1");
    api.print(id, "a line\n");
    api.finish(api.claim(), Builds.completed("hello:1"));
    Files.writeString(api.images().resolve(id + ".tar"), "image");

    Answer answer = api.send("DELETE", "/1/builds/" + id);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertRefused(api.get("/1/builds/" + id), 404, 12105);
    assertRefused(api.get("/1/builds/" + id + "/log"), 404, 12105);
    assertThat(api.images()).isEmptyDirectory();
    assertRefused(api.send("DELETE", "/1/builds/" + id), 404, 12105);
  }

  @Test
  @DisplayName("gives its image as it is, whatever the caller could unpack")
  void image() throws Exception {
    BuildId id = api.build("hello:1");
    api.finish(api.claim(), Builds.completed("hello:1"));
    byte[] image = "image ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    Files.write(api.images().resolve(id + ".tar"), image);

    Answer answer = api.get("/1/builds/" + id + "/image", "Accept-Encoding", "gzip, br");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-tar");
    assertThat(answer.header("Content-Length")).isEqualTo("" + image.length);
    assertThat(answer.header("Content-Disposition")).contains(id + ".tar");
    assertThat(answer.response().body()).isEqualTo(image);
  }

  @Test
  @DisplayName("has no image to give before it ended, or when none was kept")
  void noImage() throws Exception {
    BuildId id = api.build("hello:1");

    assertRefused(api.get("/1/builds/" + id + "/image"), 409, 12106);
    api.finish(api.claim(), Builds.completed("hello:1"));
    assertRefused(api.get("/1/builds/" + id + "/image"), 404, 12108);
  }
}
