package io.lunabuilder.s3;

import io.lunabuilder.testkit.MinioServer;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.credentials.AssumeRoleProvider;
import io.minio.credentials.Credentials;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;

/** Fills a server with what tests read, as someone who may do everything. */
final class Buckets {
  static final String BUCKET = "archives";
  private static final String READ_ONLY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::archives/*"]}]}
      """;

  private final MinioServer server;
  private final MinioClient client;

  private Buckets(MinioServer server, MinioClient client) {
    this.server = server;
    this.client = client;
  }

  /** Makes the bucket. */
  static Buckets on(MinioServer server) throws Exception {
    MinioClient client =
        MinioClient.builder()
            .endpoint(server.endpoint().toString())
            .httpClient(Http.disableCertCheck(Http.newDefaultClient()))
            .credentials(MinioServer.ROOT, MinioServer.SECRET)
            .build();
    client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
    return new Buckets(server, client);
  }

  void put(String key, byte[] content) throws Exception {
    client.putObject(
        PutObjectArgs.builder().bucket(BUCKET).object(key).stream(
                new ByteArrayInputStream(content), (long) content.length, -1L)
            .build());
  }

  void remove(String key) throws Exception {
    client.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(key).build());
  }

  /** Temporary keys of someone who may read objects of the bucket, and nothing else. */
  Credentials reader() throws Exception {
    return new AssumeRoleProvider(
            server.endpoint().toString(),
            MinioServer.ROOT,
            MinioServer.SECRET,
            900,
            READ_ONLY,
            "us-east-1",
            null,
            null,
            null,
            Http.newDefaultClient())
        .fetch();
  }

  /** Settings of who may do everything; {@code more} win. */
  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>();
    keys.put("HOST", server.endpoint().toString());
    keys.put("BUCKET", BUCKET);
    keys.put("AWS_PUBLIC_ACCESS_KEY", MinioServer.ROOT);
    keys.put("AWS_SECRET_ACCESS_KEY", MinioServer.SECRET);
    keys.putAll(more);
    return keys;
  }

  /** The same of who may only read. */
  Map<String, String> readerSettings() throws Exception {
    Credentials reader = reader();
    return settings(
        Map.of(
            "AWS_PUBLIC_ACCESS_KEY", reader.accessKey(),
            "AWS_SECRET_ACCESS_KEY", reader.secretKey(),
            "AWS_SESSION_TOKEN", reader.sessionToken()));
  }
}
