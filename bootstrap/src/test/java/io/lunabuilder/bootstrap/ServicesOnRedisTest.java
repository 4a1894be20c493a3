package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Services that share builds in Redis")
@Tag("R2")
class ServicesOnRedisTest {
  private static final String ENDLESS = "86012";

  @TempDir private Path folder;
  private RedisServer redis;
  private DockerRegistry registry;
  private String base;

  @BeforeEach
  void prepare() throws Exception {
    redis = RedisServer.startOrSkip(RedisOptions.plain().durable());
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"));
    base = registry.push(RealParts.busybox(), "busybox:1");
  }

  @AfterEach
  void end() throws Exception {
    if (registry != null) {
      registry.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  /** One with a data folder and a lock of its own, which loses its builds soon. */
  private RunningService service(String name, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("LUNA_BUILDER_REDIS_DB_ADDRESS", redis.url());
    all.put("LUNA_BUILDER_UPLOADS_DIR", folder.resolve("uploads").toString());
    all.put("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
    all.put("LUNA_BUILDER_LEASE", "3s");
    return RunningService.in(Files.createDirectories(folder.resolve(name)), all);
  }

  private RunningService service(String name) throws Exception {
    return service(name, Map.of());
  }

  @Test
  @DisplayName("tell of a build of another one, follow its log and cancel it")
  void shareTheQueue() throws Exception {
    try (RunningService front = service("front", Map.of("LUNA_BUILDER_WORKERS", "0"));
        RunningService back = service("back")) {
      String id = front.build("team/a:1", "FROM " + base + "\nRUN echo be''gun; sleep 86013\n");

      try (Stream<String> log = front.follow("/1/builds/" + id + "/log")) {
        assertThat(log.anyMatch(line -> line.contains("begun"))).isTrue();
      }
      assertThat(front.get("/1/builds/" + id).path("status").asText()).isEqualTo("in_progress");

      assertThat(front.post("/1/builds/" + id + "/cancel")).isEqualTo(202);
      assertThat(front.awaitEnd(id).path("status").asText()).isEqualTo("cancelled");
      assertThat(back.get("/1/builds/" + id).path("status").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  @DisplayName("answer 503 while Redis is stopped, and go on by themselves, their builds too")
  void outage() throws Exception {
    try (RunningService service = service("one")) {
      String id = service.build("team/a:1", "FROM " + base + "\nRUN echo be''gun; sleep 5\n");
      service.awaitLog(id, "begun");

      redis.stop();
      eventually(() -> service.bytes("/readiness").statusCode() == 503);
      HttpResponse<byte[]> answer = service.bytes("/1/builds/" + id);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(service.text("/readiness")).contains("Redis does not answer");
      assertThat(service.bytes("/healthcheck").statusCode()).isEqualTo(200);

      redis.start();
      eventually(() -> service.bytes("/readiness").statusCode() == 200);
      JsonNode build = service.awaitEnd(id);
      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("go on with the build of one that was killed")
  void killed() throws Exception {
    try (RunningService first = service("first")) {
      String id = first.build("team/a:1", "FROM " + base + "\nRUN echo be''gun; sleep 5\n");
      first.awaitLog(id, "begun");
      first.program().signal("KILL");

      try (RunningService second = service("second")) {
        JsonNode build = second.awaitEnd(id);
        assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
        assertThat(build.path("attempt").asInt()).isEqualTo(2);
        assertThat(second.text("/1/builds/" + id + "/log")).contains("Attempt 1 was interrupted");
      }
    }
  }

  @Test
  @DisplayName("take a build over from one that stood still, which then ends its own part of it")
  void frozen() throws Exception {
    try (RunningService first = service("first")) {
      String id =
          first.build("team/a:1", "FROM " + base + "\nRUN echo be''gun; sleep " + ENDLESS + "\n");
      first.awaitLog(id, "begun");
      try (RunningService second = service("second")) {
        first.program().signal("STOP");
        second.await(id, build -> build.path("attempt").asInt() == 2);
        second.awaitLog(id, "Attempt 1 was interrupted");
        second.post("/1/builds/" + id + "/cancel");
        JsonNode result = second.awaitEnd(id);
        String log = second.text("/1/builds/" + id + "/log");
        assertThat(Processes.with(ENDLESS)).as("of the one that stands still").isNotEmpty();

        first.program().signal("CONT");
        eventually(() -> Processes.with(ENDLESS).isEmpty());

        first.program().awaitLine("went to another runner");
        assertThat(result.path("status").asText()).isEqualTo("cancelled");
        assertThat(second.get("/1/builds/" + id)).isEqualTo(result);
        assertThat(second.text("/1/builds/" + id + "/log")).isEqualTo(log);
      }
    }
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("patience of the test").isLessThan(giveUp);
      Thread.sleep(50);
    }
  }
}
