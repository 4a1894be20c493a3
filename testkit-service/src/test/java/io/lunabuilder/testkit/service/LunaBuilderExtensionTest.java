package io.lunabuilder.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.ScriptedBuild;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A service in a test")
class LunaBuilderExtensionTest {
  private static final Pattern ID = Pattern.compile("\"build_id\":\"([^\"]+)\"");
  private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

  private final HttpClient client = HttpClient.newHttpClient();

  @Nested
  @DisplayName("that a class and its nested classes share")
  class Shared {
    @RegisterExtension
    private static final LunaBuilderExtension SHARED = new LunaBuilderExtension();

    private static URI outside = URI.create("http://nowhere");

    @BeforeAll
    static void remember() {
      outside = SHARED.address();
    }

    @Test
    @DisplayName("is one for its tests")
    void outside() {
      assertThat(SHARED.address()).isEqualTo(outside);
    }

    @Nested
    @DisplayName("inside")
    class Inside {
      @Test
      @DisplayName("is the same, and runs")
      void same() throws Exception {
        assertThat(SHARED.address()).isEqualTo(outside);
        assertThat(get(SHARED.address(), "/1/builders")).contains("local_kaniko");
      }
    }
  }

  @Nested
  @DisplayName("without Kubernetes")
  class Local {
    @RegisterExtension private final LunaBuilderExtension luna = new LunaBuilderExtension();

    @Test
    @DisplayName("builds what a client asks for, as the test's script says")
    void builds() throws Exception {
      luna.archives().put("hello", "an archive".getBytes(StandardCharsets.UTF_8));
      String id = submit(luna.address(), "memory:hello", "local_kaniko");

      ScriptedBuild build = luna.builder().next();
      build.reach(BuildStage.BUILDING).print("hello from the script");
      luna.service().images().put(build.job().id(), "an image".getBytes(StandardCharsets.UTF_8));
      build.end(new BuilderResult.Saved(build.job().spec().image(), DIGEST, 8));

      assertThat(awaitEnd(luna.address(), id)).contains("\"completed\"", DIGEST.toString());
      assertThat(get(luna.address(), "/1/builds/" + id + "/log")).contains("hello from the script");
      assertThat(get(luna.address(), "/1/builds/" + id + "/image")).isEqualTo("an image");
    }

    @Test
    @DisplayName("tries a fault of the platform again, and tells a client of a fault of its own")
    void fails() throws Exception {
      luna.archives().put("hello", new byte[1]);
      String id = submit(luna.address(), "memory:hello", "local_kaniko");

      luna.builder().next().fail(FailureCode.OUT_OF_DISK);
      luna.builder().next().fail(FailureCode.BUILD_STEP_FAILED);

      assertThat(awaitEnd(luna.address(), id)).contains("\"build_step_failed\"", "\"attempt\":2");
    }

    @Test
    @DisplayName("checks requests as the real one does")
    void refuses() throws Exception {
      assertThat(post(luna.address(), "memory:nothing", "kaniko"))
          .contains("there is no archive memory:nothing", "local_kaniko");
    }
  }

  @Nested
  @DisplayName("in which no build begins")
  class Waiting {
    @RegisterExtension
    private final LunaBuilderExtension luna =
        new LunaBuilderExtension(() -> ServiceParts.local().atOnce(0));

    @Test
    @DisplayName("keeps builds pending until a client cancels them")
    void cancels() throws Exception {
      luna.archives().put("hello", new byte[1]);
      String id = submit(luna.address(), "memory:hello", "local_kaniko");
      assertThat(get(luna.address(), "/1/builds/" + id)).contains("\"pending\"");

      send(luna.address().resolve("/1/builds/" + id + "/cancel"), "");

      assertThat(awaitEnd(luna.address(), id)).contains("\"cancelled\"");
    }

    @Test
    @DisplayName("can be told that its store is away")
    void storeIsAway() throws Exception {
      luna.store().failNext(1);

      assertThat(get(luna.address(), "/1/builds")).contains("\"error_code\":12111");
    }
  }

  @Nested
  @DisplayName("in a cluster")
  class Cluster {
    @RegisterExtension
    private static final LunaBuilderExtension luna =
        new LunaBuilderExtension(
            () -> ServiceParts.inCluster(new Registry("registry.example.com", "team")));

    @Test
    @DisplayName("believes that an image was pushed when the registry has it")
    void pushes() throws Exception {
      luna.archives().put("hello", new byte[1]);
      String id = submit(luna.address(), "memory:hello", "kaniko");

      ScriptedBuild build = luna.builder().next();
      var image = build.job().spec().image();
      luna.registry().put(image, DIGEST, 42);
      build.end(new BuilderResult.Pushed(image, DIGEST));

      assertThat(awaitEnd(luna.address(), id))
          .contains("\"completed\"", "registry.example.com/team/hello:1");
    }
  }

  private String submit(URI service, String archive, String builder) throws Exception {
    Matcher id = ID.matcher(post(service, archive, builder));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private String post(URI service, String archive, String builder)
      throws IOException, InterruptedException {
    String body =
        """
        {"archive": "%s", "parameters": {"image_name": "hello:1", "image_builder": "%s"}}
        """
            .formatted(archive, builder);
    return send(service.resolve("/1/builds"), body);
  }

  private String send(URI address, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String get(URI service, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String awaitEnd(URI service, String id) throws IOException, InterruptedException {
    String build = get(service, "/1/builds/" + id);
    while (build.contains("\"pending\"") || build.contains("\"in_progress\"")) {
      Thread.sleep(5);
      build = get(service, "/1/builds/" + id);
    }
    return build;
  }
}
