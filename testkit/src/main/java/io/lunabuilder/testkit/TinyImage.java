package io.lunabuilder.testkit;

import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The smallest image that a registry accepts, pushed by plain requests of the distribution
 * protocol.
 */
public final class TinyImage {
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final byte[] CONFIG =
      bytes(
          "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
  private static final byte[] LAYER = bytes("not really a layer, but no registry looks inside");

  private TinyImage() {}

  /** The image's manifest. */
  public static byte[] manifest() {
    return bytes(
        """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
        """
            .formatted(
                MANIFEST_TYPE, descriptor(CONFIG_TYPE, CONFIG), descriptor(LAYER_TYPE, LAYER)));
  }

  /** The image's digest. */
  public static Digest digest() {
    return digestOf(manifest());
  }

  /** Bytes of config and layer. */
  public static long size() {
    return (long) CONFIG.length + LAYER.length;
  }

  /** Puts the image into the registry of {@code reference}, which speaks plain HTTP. */
  public static void push(ImageReference reference) throws IOException, InterruptedException {
    URI repository =
        URI.create(
            "http://" + reference.registry().orElseThrow() + "/v2/" + reference.repository() + "/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      pushBlob(client, repository, CONFIG);
      pushBlob(client, repository, LAYER);
      put(client, repository.resolve("manifests/" + reference.tag()), MANIFEST_TYPE, manifest());
    }
  }

  private static void pushBlob(HttpClient client, URI repository, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest begin =
        HttpRequest.newBuilder(repository.resolve("blobs/uploads/"))
            .POST(BodyPublishers.noBody())
            .build();
    URI upload =
        URI.create(
            client
                .send(begin, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow());
    put(
        client,
        URI.create(
            upload + (upload.getQuery() == null ? "?" : "&") + "digest=" + digestOf(content)),
        "application/octet-stream",
        content);
  }

  private static void put(HttpClient client, URI place, String type, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(place)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new IOException("PUT " + place + ": " + response.statusCode() + " " + response.body());
    }
  }

  private static String descriptor(String type, byte[] content) {
    return """
    {"mediaType":"%s","size":%d,"digest":"%s"}\
    """
        .formatted(type, content.length, digestOf(content));
  }

  private static Digest digestOf(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Digest("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
