package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunabuilder.testkit.MinioServer;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The service with a bucket of S3")
@Tag("R3")
@Tag("R22")
class S3BuildTest {
  private static final String LINK = "s3://archives/team/context.tar";

  @TempDir private Path folder;
  private MinioServer server;
  private MinioClient client;

  @BeforeEach
  void prepare() throws Exception {
    server = MinioServer.startOrSkip(folder.resolve("minio"));
    client =
        MinioClient.builder()
            .endpoint(server.endpoint().toString())
            .credentials(MinioServer.ROOT, MinioServer.SECRET)
            .build();
    client.makeBucket(MakeBucketArgs.builder().bucket("archives").build());
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
  }

  private void put(String dockerfile) throws Exception {
    byte[] archive = Contexts.tar(Map.of("Dockerfile", dockerfile));
    client.putObject(
        PutObjectArgs.builder().bucket("archives").object("team/context.tar").stream(
                new ByteArrayInputStream(archive), (long) archive.length, -1L)
            .build());
  }

  private RunningService service(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        "BUILDER_S3",
        "{\"HOST\": \"%s\", \"AWS_PUBLIC_ACCESS_KEY\": \"%s\"}"
            .formatted(server.endpoint(), MinioServer.ROOT));
    settings.put("BUILDER_S3__AWS_SECRET_ACCESS_KEY", MinioServer.SECRET);
    return RunningService.in(folder.resolve("service"), settings);
  }

  private static String submitted(RunningService service) throws Exception {
    return service.submit(RunningService.request(LINK, "team/a:1")).path("build_id").asText();
  }

  @Test
  @DisplayName("builds what is in it, and says at once what is not")
  void builds() throws Exception {
    put("FROM scratch\nCOPY Dockerfile /hello\n");
    try (RunningService service = service(Map.of())) {
      JsonNode build = service.awaitEnd(submitted(service));

      assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
      assertThat(build.path("archive").asText()).isEqualTo(LINK);
      JsonNode refusal = service.submit(RunningService.request(LINK + ".gz", "team/a:1"));
      assertThat(refusal.at("/violations/0/field").asText()).isEqualTo("archive");
      assertThat(refusal.at("/violations/0/problem").asText()).contains("there is no object");
      assertThat(service.program().output()).doesNotContain(MinioServer.SECRET);
    }
  }

  @Test
  @DisplayName("builds nothing else than what was there when the build was accepted")
  void changed() throws Exception {
    put("FROM scratch\nCOPY Dockerfile /hello\n");
    String id;
    try (RunningService front = service(Map.of("LUNA_BUILDER_WORKERS", "0"))) {
      id = submitted(front);
    }
    put("FROM scratch\nCOPY Dockerfile /other\n");

    try (RunningService service = service(Map.of())) {
      JsonNode build = service.awaitEnd(id);

      assertThat(build.at("/failure/code").asText())
          .as(build.toString())
          .isEqualTo("archive_changed");
    }
  }
}
