package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.MinioServer;
import io.lunabuilder.testkit.TestAuthority;
import io.lunabuilder.testkit.cluster.TestCluster;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The service with Kubernetes and a bucket of S3")
class ClusterArchivesTest extends ClusterTest {
  @Test
  @Tag("R3")
  @DisplayName("hands an archive of S3 to the pod by a signed link: no key is in the pod")
  void fromS3() throws Exception {
    TestAuthority authority = TestAuthority.make(TestCluster.ADDRESS);
    Path file = authority.writeCertificate(folder.resolve("ca.pem"));

    assertBuiltFromS3(authority, Map.of("CA_FILE", file.toString()));
  }

  @Test
  @Tag("R3")
  @DisplayName("hands over an archive of an old S3 too, whose certificate need not be valid")
  void fromOldS3() throws Exception {
    assertBuiltFromS3(
        TestAuthority.make(), Map.of("VERIFY_SSL", "0", "AUTHORIZATION_SIGNATURE", "s3v2"));
  }

  private void assertBuiltFromS3(TestAuthority authority, Map<String, String> more)
      throws Exception {
    try (MinioServer minio =
        MinioServer.startOrSkip(folder.resolve("minio"), authority, TestCluster.ADDRESS)) {
      String host = "https://" + TestCluster.ADDRESS + ":" + minio.port();
      MinioClient client =
          MinioClient.builder()
              .endpoint(host)
              .httpClient(Http.disableCertCheck(Http.newDefaultClient()))
              .credentials(MinioServer.ROOT, MinioServer.SECRET)
              .build();
      client.makeBucket(MakeBucketArgs.builder().bucket("archives").build());
      byte[] archive =
          Contexts.tar(Map.of("Dockerfile", "FROM " + cluster.base + "\nRUN echo from s3\n"));
      client.putObject(
          PutObjectArgs.builder().bucket("archives").object("a.tar").stream(
                  new ByteArrayInputStream(archive), (long) archive.length, -1L)
              .build());
      Map<String, String> s3 = new HashMap<>();
      more.forEach((key, value) -> s3.put("BUILDER_S3__" + key, value));
      s3.put("BUILDER_S3__HOST", host);
      s3.put("BUILDER_S3__AWS_PUBLIC_ACCESS_KEY", MinioServer.ROOT);
      s3.put("BUILDER_S3__AWS_SECRET_ACCESS_KEY", MinioServer.SECRET);
      s3.put("LUNA_BUILDER_KEEP_PODS", "1h");

      try (RunningService service = cluster.service(s3)) {
        String id =
            service
                .submit(ClusterService.request("s3://archives/a.tar", Map.of()))
                .path("build_id")
                .asText();
        JsonNode build = service.awaitEnd(id);

        assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
        assertThat(service.text("/1/builds/" + id + "/log"))
            .contains("from s3")
            .doesNotContain("Signature");
        assertThat(
                cluster.real.kubectl("get", "-n", cluster.namespace, cluster.pods(), "-o", "yaml"))
            .contains("Signature=")
            .doesNotContain(MinioServer.SECRET);
      }
    }
  }
}
