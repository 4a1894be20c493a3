package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.cluster.TestCluster;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The service with Kubernetes")
@Tag("R4")
@Timeout(240)
class ClusterModeTest {
  private static final String SLOW =
      "\nRUN i=0; while [ $i -lt 80 ]; do echo line $i; i=$((i+1)); sleep 0.1; done\n";

  @TempDir private Path folder;
  private TestCluster cluster;
  private DockerRegistry registry;
  private String base;
  private String namespace;
  private Map<String, String> settings;

  @BeforeEach
  void prepare() throws Exception {
    cluster = TestCluster.startOrSkip();
    registry = DockerRegistry.startOrSkip(folder.resolve("registry"), TestCluster.ADDRESS);
    base = registry.push(RealParts.busybox(), "base:1");
    namespace = cluster.newNamespace();
    cluster.bindShippedRole(namespace);
    int port = freePort();
    settings = new HashMap<>();
    settings.put("USE_KUBERNETES", "1");
    settings.put("LUNA_BUILDER_KUBECONFIG", cluster.service().toString());
    settings.put("LUNA_BUILDER_NAMESPACE", namespace);
    settings.put("LUNA_BUILDER_BUILDER_IMAGE", cluster.builderImage());
    settings.put("LUNA_BUILDER_REGISTRY", registry.host());
    settings.put("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
    settings.put("LUNA_BUILDER_LEASE", "2s");
    settings.put("LUNA_BUILDER_WORKERS", "4");
    settings.put("LUNA_BUILDER_HOST", TestCluster.ADDRESS);
    settings.put("LUNA_BUILDER_PORT", Integer.toString(port));
    settings.put("LUNA_BUILDER_PUBLIC_URL", "http://" + TestCluster.ADDRESS + ":" + port);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(TestCluster.ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void end() throws Exception {
    if (registry != null) {
      registry.close();
      cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    }
  }

  private RunningService service(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return RunningService.in(folder.resolve("service"), all);
  }

  private static Map<String, Object> request(String archive, Map<String, Object> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("image_name", "team/a:1");
    return Map.of("archive", archive, "parameters", parameters);
  }

  private String upload(RunningService service, String steps) throws Exception {
    return service.upload(Contexts.tar(Map.of("Dockerfile", "FROM " + base + steps)));
  }

  private String pods() throws Exception {
    return cluster.kubectl("get", "pods", "-n", namespace, "-o", "name").strip();
  }

  @Test
  @Tag("R10")
  @Tag("R11")
  @Tag("R19")
  @Tag("R20")
  @DisplayName("builds an upload in the default namespace, within limits, on the node asked for")
  void builds() throws Exception {
    try (RunningService service =
        service(
            Map.of(
                "LUNA_BUILDER_BUILD_LIMITS",
                "{\"cpu\": \"1\", \"memory\": \"512Mi\"}",
                "LUNA_BUILDER_BUILD_LIMITS__EPHEMERAL_STORAGE",
                "1Gi",
                "LUNA_BUILDER_KEEP_PODS",
                "1h"))) {
      String archive = upload(service, "\nRUN echo hello\n");
      String id =
          service
              .submit(
                  request(archive, Map.of("selector", Map.of("kubernetes.io/hostname", "node1"))))
              .path("build_id")
              .asText();

      JsonNode build = service.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.at("/parameters/namespace").asText()).isEqualTo(namespace);
      assertThat(build.at("/image/digest").asText()).startsWith("sha256:");
      assertThat(service.text("/1/builds/" + id + "/log")).contains("\nhello\n");
      String pod = cluster.kubectl("get", "-n", namespace, pods(), "-o", "json");
      assertThat(pod)
          .contains("\"kubernetes.io/hostname\": \"node1\"")
          .contains("\"ephemeral-storage\": \"1Gi\"", "\"memory\": \"512Mi\"", "\"cpu\": \"1\"");
      assertThat(service.program().output()).doesNotContain("lacks the right");
    }
  }

  @Test
  @Tag("R9")
  @Tag("R19")
  @DisplayName("tells everything that is wrong with a request at once")
  void refuses() throws Exception {
    try (RunningService service = service(Map.of("LUNA_BUILDER_ALLOWED_NAMESPACES", "team-a"))) {
      JsonNode answer =
          service.submit(
              request(
                  "http://files.example.com/a.tar",
                  Map.of(
                      "namespace",
                      "kube-system",
                      "image_builder",
                      "local_kaniko",
                      "selector",
                      Map.of("-bad-", "ok", "disk", "no good"))));

      assertThat(answer.path("violations").findValuesAsText("field"))
          .containsExactlyInAnyOrder(
              "parameters.namespace",
              "parameters.selector",
              "parameters.selector.disk",
              "parameters.image_builder");
      JsonNode foreign =
          service.submit(request("http://files.example.com/a.tar", Map.of("namespace", "team-b")));
      assertThat(foreign.at("/violations/0/problem").asText()).contains("none in which");
    }
  }

  @Test
  @DisplayName("says at start which rights it lacks, and where")
  void lacksRights() throws Exception {
    cluster.kubectl("delete", "rolebinding", "-n", namespace, "luna-builder");

    try (RunningService service = service(Map.of())) {
      assertThat(service.program().output())
          .contains("lacks the right to create pods in the namespace " + namespace)
          .contains("lacks the right to get pods/log in the namespace " + namespace);
    }
  }

  @Test
  @DisplayName("that is killed leaves its pod, and the next one takes it over, log and all")
  void killed() throws Exception {
    goesOnAfter("KILL");
  }

  @Test
  @DisplayName("that is told to end leaves its pod, and the next one takes it over, log and all")
  void told() throws Exception {
    goesOnAfter("TERM");
  }

  private void goesOnAfter(String signal) throws Exception {
    String id;
    String pod;
    try (RunningService first = service(Map.of())) {
      id = first.submit(request(upload(first, SLOW), Map.of())).path("build_id").asText();
      first.awaitLog(id, "line 20\n");
      pod = pods();
      first.program().signal(signal);
      first.program().awaitEnd();
    }

    try (RunningService second = service(Map.of())) {
      JsonNode build = second.awaitEnd(id);

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(1);
      String log = second.text("/1/builds/" + id + "/log");
      assertThat(log.lines().filter(line -> line.matches("line \\d+")))
          .as(log)
          .isEqualTo(java.util.stream.IntStream.range(0, 80).mapToObj(i -> "line " + i).toList());
      assertThat(pod).contains(id + "-1");
    }
    assertThat(pods()).doesNotContain(id);
  }

  @Test
  @Tag("R19")
  @DisplayName("builds on another node what was to be built on one that is lost")
  void lostNode() throws Exception {
    String node = "lost-with-" + namespace;
    cluster.addSilentNode(node);
    try (RunningService service =
        service(Map.of("LUNA_BUILDER_TOLERATIONS", TestCluster.SILENT_TAINT))) {
      String archive = upload(service, "\nRUN true\n");
      String id =
          service
              .submit(request(archive, Map.of("selector", Map.of("pool", node))))
              .path("build_id")
              .asText();
      cluster.awaitNode(namespace, "luna-builder-" + id + "-1");

      cluster.kubectl("taint", "node", node, "gone=:NoExecute");
      cluster.kubectl("label", "node", "node1", "pool=" + node, "--overwrite");

      JsonNode build = service.awaitEnd(id);
      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("attempt").asInt()).isEqualTo(2);
      assertThat(service.text("/1/builds/" + id + "/log"))
          .contains("Attempt 1 failed (node_lost: DeletionByTaintManager");
    } finally {
      cluster.kubectl("label", "node", "node1", "pool-");
      cluster.kubectl("delete", "node", node);
    }
  }

  @Test
  @Tag("R3")
  @DisplayName("hands an archive of S3 to the pod by a signed link: no key is in the pod")
  void fromS3() throws Exception {
    try (MinioServer minio =
        MinioServer.startOrSkip(folder.resolve("minio"), TestCluster.ADDRESS)) {
      String host = "http://" + TestCluster.ADDRESS + ":" + minio.port();
      MinioClient client =
          MinioClient.builder()
              .endpoint(host)
              .credentials(MinioServer.ROOT, MinioServer.SECRET)
              .build();
      client.makeBucket(MakeBucketArgs.builder().bucket("archives").build());
      byte[] archive = Contexts.tar(Map.of("Dockerfile", "FROM " + base + "\nRUN echo from s3\n"));
      client.putObject(
          PutObjectArgs.builder().bucket("archives").object("a.tar").stream(
                  new ByteArrayInputStream(archive), (long) archive.length, -1L)
              .build());
      Map<String, String> s3 =
          Map.of(
              "BUILDER_S3__HOST",
              host,
              "BUILDER_S3__AWS_PUBLIC_ACCESS_KEY",
              MinioServer.ROOT,
              "BUILDER_S3__AWS_SECRET_ACCESS_KEY",
              MinioServer.SECRET,
              "LUNA_BUILDER_KEEP_PODS",
              "1h");

      try (RunningService service = service(s3)) {
        String id =
            service.submit(request("s3://archives/a.tar", Map.of())).path("build_id").asText();
        JsonNode build = service.awaitEnd(id);

        assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
        assertThat(service.text("/1/builds/" + id + "/log"))
            .contains("from s3")
            .doesNotContain("X-Amz");
        assertThat(cluster.kubectl("get", "-n", namespace, pods(), "-o", "yaml"))
            .contains("X-Amz-Signature")
            .doesNotContain(MinioServer.SECRET);
      }
    }
  }

  @Test
  @DisplayName("removes pods of its own that no build is at, and no others")
  void janitor() throws Exception {
    String orphan =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: %s
          labels:
            app.kubernetes.io/managed-by: luna-builder
            luna-builder.io/instance: %s
            luna-builder.io/build: 0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77
            luna-builder.io/attempt: "1"
        spec:
          terminationGracePeriodSeconds: 0
          containers:
            - {name: build, image: docker.io/luna-builder/pause:1}
        """;
    cluster.apply(orphan.formatted("ours", namespace, "of-this-test"));
    cluster.apply(orphan.formatted("theirs", namespace, "of-others"));

    try (RunningService service = service(Map.of("LUNA_BUILDER_INSTANCE", "of-this-test"))) {
      long giveUp = System.nanoTime() + 90_000_000_000L;
      while (pods().contains("pod/ours") && System.nanoTime() < giveUp) {
        Thread.sleep(500);
      }
      assertThat(pods()).as(service.program().output()).isEqualTo("pod/theirs");
    }
  }
}
