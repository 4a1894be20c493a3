package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.http.access.NewToken;
import io.lunabuilder.http.access.Role;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.cluster.TestCluster;
import io.lunabuilder.testkit.redis.RedisOptions;
import io.lunabuilder.testkit.redis.RedisServer;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A secret of the settings of a service with Kubernetes")
class ClusterSecretsTest extends ClusterTest {
  /** No secret: it is in each pod, so that whoever searches well finds it. */
  private static final String PLAIN = mark("plain");

  private static final String REDIS = mark("redis");
  private static final String REGISTRY = mark("registry");
  private static final String IDENTITY = mark("identity");
  private static final String BEARER = mark("bearer");
  private static final String CONFIGURATOR = mark("configurator");

  /** The administrator of the cluster puts it there, and the service never has it. */
  private static final String OF_CLUSTER = mark("of-cluster");

  private final NewToken caller = NewToken.make("ci", Role.ADMIN, new SecureRandom());
  private final List<String> secrets = new ArrayList<>();

  private static String mark(String name) {
    return "hush-" + name + "-" + UUID.randomUUID();
  }

  @Test
  @Tag("R11")
  @DisplayName("is in no object of the API server, log, answer or metric, however builds end")
  void builds() throws Exception {
    addSecretOfCluster();
    try (StandInConfigurator configurator = StandInConfigurator.start();
        RedisServer redis = RedisServer.startOrSkip(RedisOptions.plain().withPassword(REDIS));
        MinioServer s3 = MinioServer.startOrSkip(folder.resolve("minio"), TestCluster.ADDRESS);
        RunningService service = cluster.service(settings(configurator, redis, s3))) {
      service.callWith(caller.token());
      putContext(s3);

      List<String> heard = new ArrayList<>(everyWay(service));
      for (String path : List.of("/config", "/1/builds", "/readiness", "/metrics")) {
        heard.add(service.text(path));
      }
      service.program().signal("TERM");
      service.program().awaitEnd();
      heard.add(service.program().output());

      assertThat(heard).noneMatch(this::tellsSecret).noneMatch(text -> text.contains(OF_CLUSTER));
      assertThat(objects()).anyMatch(text -> text.contains(PLAIN)).noneMatch(this::tellsSecret);
      assertThat(stored()).anyMatch(text -> text.contains(PLAIN)).noneMatch(this::tellsSecret);
    }
  }

  private void addSecretOfCluster() throws Exception {
    String config =
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
            .formatted(cluster.registry(), base64("luna:" + OF_CLUSTER));
    cluster.addLogins("registry", config);
  }

  private Map<String, String> settings(
      StandInConfigurator configurator, RedisServer redis, MinioServer s3) throws Exception {
    configurator.tell(
        Map.of(
            "BUILDER_S3",
            Map.of(
                "HOST", endpoint(s3),
                "AWS_PUBLIC_ACCESS_KEY", MinioServer.ROOT,
                "AWS_SECRET_ACCESS_KEY", MinioServer.SECRET)));
    String login = base64("luna:" + REGISTRY);
    String config =
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}, \"b.example\": {\"identitytoken\": \"%s\"},"
                .formatted(cluster.registry(), login, IDENTITY)
            + " \"c.example\": {\"registrytoken\": \"%s\"}}}".formatted(BEARER);
    Stream.of(
            List.of(REDIS, REGISTRY, IDENTITY, BEARER, CONFIGURATOR, MinioServer.SECRET),
            List.of(caller.token(), tokenOfService()))
        .flatMap(List::stream)
        .flatMap(secret -> Stream.of(secret, base64(secret)))
        .forEach(secrets::add);
    secrets.addAll(List.of(login, base64("me:" + CONFIGURATOR)));
    Map<String, String> settings = new HashMap<>();
    settings.put("LUNA_BUILDER_LUNA_CONFIG", withLogin(configurator));
    settings.put("LUNA_BUILDER_REDIS_DB_ADDRESS", redis.url());
    settings.put("LUNA_BUILDER_DOCKER_CONFIG", write("config.json", config));
    settings.put("LUNA_BUILDER_TOKENS_FILE", write("tokens", caller.line().text()));
    settings.put("LUNA_BUILDER_REGISTRY_SECRET", "registry");
    settings.put("LUNA_BUILDER_POD_ANNOTATIONS", "example.com/note=" + PLAIN);
    settings.put("LUNA_BUILDER_KEEP_PODS", "1h");
    settings.put("LUNA_BUILDER_LOG_LEVEL", "debug");
    return settings;
  }

  private static String endpoint(MinioServer s3) {
    return "http://" + TestCluster.ADDRESS + ":" + s3.port();
  }

  private static String withLogin(StandInConfigurator configurator) {
    return configurator.address().toString().replace("//", "//me:" + CONFIGURATOR + "@");
  }

  private String write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text + "\n").toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String tokenOfService() throws Exception {
    return Pattern.compile("token: (\\S+)")
        .matcher(Files.readString(cluster.real.service()))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private void putContext(MinioServer s3) throws Exception {
    MinioClient client =
        MinioClient.builder()
            .endpoint(endpoint(s3))
            .credentials(MinioServer.ROOT, MinioServer.SECRET)
            .build();
    client.makeBucket(MakeBucketArgs.builder().bucket("archives").build());
    byte[] archive = Contexts.tar(Map.of("Dockerfile", "FROM " + cluster.base + "\nRUN env\n"));
    client.putObject(
        PutObjectArgs.builder().bucket("archives").object("a.tar").stream(
                new ByteArrayInputStream(archive), (long) archive.length, -1L)
            .build());
  }

  /** Runs builds that end well and badly, and gives what callers see of them. */
  private List<String> everyWay(RunningService service) throws Exception {
    String look = "\nRUN env; cat /proc/1/environ /proc/*/cmdline | tr '\\0' '\\n'; true\n";
    List<String> heard = new ArrayList<>();
    heard.addAll(ended(service, cluster.upload(service, look), "completed"));
    heard.addAll(ended(service, "s3://archives/a.tar", "completed"));
    heard.addAll(ended(service, cluster.upload(service, "\nRUN false\n"), "error"));
    String noBase =
        service.upload(Contexts.tar(Map.of("Dockerfile", "FROM " + cluster.base + "0")));
    heard.addAll(ended(service, noBase, "error"));
    String noDockerfile = service.upload(Contexts.tar(Map.of("a", "b")));
    heard.addAll(ended(service, noDockerfile, "error"));
    heard.add(service.submit(ClusterService.request("s3://archives/b.tar", Map.of())).toString());
    return heard;
  }

  private static List<String> ended(RunningService service, String archive, String end)
      throws Exception {
    String id = service.submit(ClusterService.request(archive, Map.of())).path("build_id").asText();
    JsonNode build = service.awaitEnd(id);
    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo(end);
    return List.of(build.toString(), service.text("/1/builds/" + id + "/log"));
  }

  /** Every object of the namespace that may be listed, and what containers said. */
  private List<String> objects() throws Exception {
    String namespace = "--namespace=" + cluster.namespace;
    List<String> texts = new ArrayList<>();
    String kinds = cluster.real.kubectl("api-resources", "--verbs=list", "--namespaced", "-o=name");
    assertThat(kinds).contains("pods\n", "events\n", "secrets\n", "configmaps\n");
    for (String kind : kinds.lines().toList()) {
      texts.add(cluster.real.kubectl("get", namespace, kind, "-o=json"));
    }
    for (String pod : cluster.pods().lines().toList()) {
      texts.add(cluster.real.kubectl("logs", namespace, "--all-containers", pod));
    }
    return texts;
  }

  /** What the API server's database holds, and what it held. */
  private List<String> stored() throws Exception {
    List<String> contents = new ArrayList<>();
    for (Path file : cluster.real.stored()) {
      contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  private boolean tellsSecret(String text) {
    return secrets.stream().anyMatch(text::contains);
  }
}
