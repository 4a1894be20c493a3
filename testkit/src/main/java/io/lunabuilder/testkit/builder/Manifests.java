package io.lunabuilder.testkit.builder;

import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a registry, by plain requests of the distribution protocol, what was pushed. */
final class Manifests {
  private static final String[] TYPES = {
    "Accept", "application/vnd.oci.image.manifest.v1+json",
    "Accept", "application/vnd.oci.image.index.v1+json",
    "Accept", "application/vnd.docker.distribution.manifest.v2+json",
  };
  private static final Pattern CONFIG =
      Pattern.compile("\"config\"\\s*:\\s*\\{[^}]*\"digest\"\\s*:\\s*\"([^\"]+)\"");

  private Manifests() {}

  /** The digest of what the registry has under a tag; empty when it has nothing. */
  static Optional<Digest> digest(ImageReference image) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(image, "manifests/" + image.tag());
    return answer.statusCode() == 404
        ? Optional.empty()
        : answer.headers().firstValue("Docker-Content-Digest").map(Digest::new);
  }

  /** The text of the config of an image that the registry has. */
  static String config(ImageReference image) throws IOException, InterruptedException {
    String manifest = get(image, "manifests/" + image.tag()).body();
    Matcher config = CONFIG.matcher(manifest);
    if (!config.find()) {
      throw new IllegalStateException("no manifest of an image: " + manifest);
    }
    return get(image, "blobs/" + config.group(1)).body();
  }

  private static HttpResponse<String> get(ImageReference image, String path)
      throws IOException, InterruptedException {
    URI place =
        URI.create(
            "http://%s/v2/%s/%s"
                .formatted(image.registry().orElseThrow(), image.repository(), path));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(place).headers(TYPES).build(), BodyHandlers.ofString());
    }
  }
}
