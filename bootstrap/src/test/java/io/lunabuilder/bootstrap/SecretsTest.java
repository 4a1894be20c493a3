package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A secret of the settings")
@Tag("R1")
class SecretsTest {
  private static final String REDIS = "hush-redis-xy47z11";
  private static final String S3_KEY = "hush-s3-key-xy47z11";
  private static final String S3_SESSION = "hush-s3-session-xy47z11";
  private static final String REGISTRY = "hush-registry-xy47z11";
  private static final String IDENTITY = "hush-identity-xy47z11";
  private static final String BEARER = "hush-bearer-xy47z11";
  private static final String CLUSTER = "hush-cluster-xy47z11";
  private static final String CONFIGURATOR = "hush-configurator-xy47z11";
  private static final String LINK = "hush-link-xy47z11";
  private static final List<String> OF_REGISTRIES =
      List.of(REGISTRY, IDENTITY, BEARER, base64("luna:" + REGISTRY));

  /**
   * Whatever it stands in, each has the same end; and so have they in base64, but for the start.
   */
  private static final String MARK = "-xy47z11";

  @TempDir private Path folder;
  private StandInConfigurator configurator;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void startConfigurator() throws Exception {
    configurator = StandInConfigurator.start();
    configurator.tell(
        Map.of(
            "BUILDER_S3",
            Map.of(
                "HOST", "http://127.0.0.1:1",
                "BUCKET", "archives",
                "AWS_PUBLIC_ACCESS_KEY", "reader",
                "AWS_SECRET_ACCESS_KEY", S3_KEY,
                "AWS_SESSION_TOKEN", S3_SESSION)));
  }

  @AfterEach
  void closeConfigurator() {
    configurator.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Every secret that there can be, each at another place. */
  private Map<String, String> settings(int redisPort) throws Exception {
    String config =
        "{\"auths\": {\"127.0.0.1:1\": {\"auth\": \"%s\"}, \"b.example\": {\"identitytoken\": \"%s\"},"
                .formatted(base64("luna:" + REGISTRY), IDENTITY)
            + " \"c.example\": {\"registrytoken\": \"%s\"}}}".formatted(BEARER);
    Path kubeconfig =
        write("kubeconfig", "kind: Config\nusers: [{name: me, user: {token: " + CLUSTER + "}}]\n");
    Path file =
        write(
            "luna.conf",
            "[LUNA_BUILDER_REDIS_DB_ADDRESS]\nHOST = 127.0.0.1\nPORT = "
                + redisPort
                + "\nPASSWORD_FILE = "
                + write("redis-password", REDIS + "\n")
                + "\n");
    Map<String, String> settings = new HashMap<>();
    settings.put("LUNA_BUILDER_CONFIG", file.toString());
    settings.put(
        "LUNA_BUILDER_LUNA_CONFIG",
        configurator.address().toString().replace("//", "//me:" + CONFIGURATOR + "@"));
    settings.put("LUNA_BUILDER_KUBECONFIG_FILE", kubeconfig.toString());
    settings.put("LUNA_BUILDER_DOCKER_CONFIG", write("config.json", config).toString());
    settings.put("LUNA_BUILDER_REGISTRY", "127.0.0.1:1/team");
    settings.put("LUNA_BUILDER_INSECURE_REGISTRIES", "127.0.0.1:1");
    settings.put("LUNA_BUILDER_UPLOADS_DIR", folder.resolve("uploads").toString());
    settings.put("LUNA_BUILDER_DATA_DIR", folder.resolve("data").toString());
    settings.put("LUNA_BUILDER_WORKERS", "30");
    settings.put("LUNA_BUILDER_LOG_LEVEL", "debug");
    return settings;
  }

  @Test
  @Tag("R2")
  @DisplayName(
      "is seen by nobody, in whatever way builds fail: not in the API, logs, doctor or Redis")
  void builds() throws Exception {
    try (RedisServer redis = RedisServer.startOrSkip(RedisOptions.plain().withPassword(REDIS));
        RunningService service = start(redis.port())) {
      runEveryFailure(service);
      ask(service);
      heard.addAll(contentsOf(redis));
      redis.stop();
      service.program().awaitLine("Redis is away");
      heard.add(service.text("/1/builds"));
      heard.add(service.text("/readiness"));
      String metrics = service.text("/metrics");
      assertThat(metrics).contains("luna_builder_part_ready{part=\"store\"} 0.0");
      heard.add(metrics);
      service.program().signal("TERM");
      service.program().awaitEnd();
      heard.add(service.program().output());
    }
    try (Program doctor = Program.run(settings(1), "doctor")) {
      doctor.awaitEnd();
      heard.add(doctor.output());
    }

    assertNothingHeard();
  }

  private RunningService start(int redisPort) throws Exception {
    Path spilled = write("spilled", String.join("\n", OF_REGISTRIES));
    return RunningService.of(
        SpillingBuildService.class, folder, settings(redisPort), spilled.toString());
  }

  private void runEveryFailure(RunningService service) throws Exception {
    String archive = service.upload(Contexts.tar(Map.of("Dockerfile", "FROM scratch\n")));
    List<String> ways =
        Stream.concat(
                Arrays.stream(FailureCode.values())
                    .map(code -> code.name().toLowerCase(Locale.ROOT)),
                Stream.of("throws", "pushed"))
            .toList();
    Map<String, String> ids = new HashMap<>();
    for (String way : ways) {
      JsonNode answer = service.submit(RunningService.request(archive, way + ":1"));
      assertThat(answer.path("build_id").asText()).as(answer.toString()).isNotEmpty();
      ids.put(way, answer.path("build_id").asText());
    }
    for (Map.Entry<String, String> build : ids.entrySet()) {
      JsonNode end = service.awaitEnd(build.getValue());
      assertThat(end.path("status").asText()).as(build.getKey()).isEqualTo("error");
      String log = service.text("/1/builds/" + build.getValue() + "/log");
      assertThat(log).contains("the step says ***");
      heard.add(end.toString());
      heard.add(log);
    }
    heard.add(service.submit(RunningService.request("s3://archives/a.tar", "a:1")).toString());
  }

  private void ask(RunningService service) throws Exception {
    for (String path :
        List.of("/config", "/1/builds", "/readiness", "/metrics", "/docs/errors", "/version")) {
      heard.add(service.text(path));
    }
    assertThat(service.get("/config").at("/BUILDER_S3__AWS_SECRET_ACCESS_KEY/value").asText())
        .isEqualTo("***");
  }

  private static List<String> contentsOf(RedisServer redis) {
    List<String> contents = new ArrayList<>();
    List<String> keys = redis.run("--scan").lines().toList();
    assertThat(keys).isNotEmpty();
    for (String key : keys) {
      contents.add(key);
      contents.add(
          switch (redis.run("TYPE", key)) {
            case "string" -> redis.run("GET", key);
            case "hash" -> redis.run("HGETALL", key);
            case "list" -> redis.run("LRANGE", key, "0", "-1");
            case "set" -> redis.run("SMEMBERS", key);
            case "zset" -> redis.run("ZRANGE", key, "0", "-1");
            case "stream" -> redis.run("XRANGE", key, "-", "+");
            default -> throw new AssertionError("what is " + key + "?");
          });
    }
    return contents;
  }

  @Test
  @DisplayName("is not told when settings are wrong, though all else that is wrong is")
  void wrongSettings() throws Exception {
    Map<String, String> settings = settings(1);
    settings.put("LUNA_BUILDER_REDIS_DB_ADDRESS", "http://me:" + REDIS + "@h");
    settings.put("BUILDER_S3", "{\"HOST\": \"x\", \"AWS_SECRET_ACCESS_KEY\": \"" + S3_KEY + "\"");
    settings.put("BUILDER_S3__AWS_SESSION_TOKENS", S3_SESSION);
    settings.put("LUNA_BUILDER_PUBLIC_URL", "http://me:" + LINK + "@builder.example");
    settings.put("LUNA_BUILDER_REGISTRY", "https://me:" + REGISTRY + "@h");
    settings.put("LUNA_BUILDER_KUBECONFIG_FILE", "");
    settings.put("LUNA_BUILDER_KUBECONFIG", "/" + CLUSTER);
    try (Program serve = Program.run(settings, "serve")) {
      assertThat(serve.awaitEnd()).isEqualTo(2);
      assertThat(serve.output())
          .contains(
              "LUNA_BUILDER_REDIS_DB_ADDRESS",
              "BUILDER_S3",
              "BUILDER_S3__AWS_SESSION_TOKENS",
              "LUNA_BUILDER_PUBLIC_URL",
              "LUNA_BUILDER_REGISTRY",
              "LUNA_BUILDER_KUBECONFIG");
      heard.add(serve.output());
    }

    configurator.close();
    assertNothingHeard();
  }

  private void assertNothingHeard() {
    List<String> inBase64 =
        Stream.of(REDIS, S3_KEY, S3_SESSION, REGISTRY, IDENTITY, BEARER, CLUSTER, CONFIGURATOR)
            .flatMap(secret -> Stream.of(base64(secret), base64("me:" + secret)))
            .toList();
    for (String text : heard) {
      assertThat(text).doesNotContain(MARK).doesNotContain(base64("luna:" + REGISTRY));
      inBase64.forEach(encoded -> assertThat(text).doesNotContain(encoded));
    }
  }
}
