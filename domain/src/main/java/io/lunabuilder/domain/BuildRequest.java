package io.lunabuilder.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, as it was said and before anything of it was checked. Null means that the
 * caller said nothing.
 *
 * @param archive link to the archive with the build context (R22)
 * @param sha256 of the archive's bytes, in hexadecimal digits; it is built only if it has this
 * @param imageName name of the image to build
 * @param imageBuilder who is to build it
 * @param namespace where, in cluster mode
 * @param selector on which nodes, in cluster mode
 * @param dockerfile path of the Dockerfile inside {@code context}
 * @param context folder of the archive that is the build context
 * @param target stage of the Dockerfile at which to stop
 * @param buildArgs values for the Dockerfile's {@code ARG}s; may be secrets
 * @param labels labels of the image
 * @param tags further tags
 * @param cache may earlier layers be used again?
 * @param timeoutSeconds how long the build may run
 */
public record BuildRequest(
    @Nullable String archive,
    @Nullable String sha256,
    @Nullable String imageName,
    @Nullable String imageBuilder,
    @Nullable String namespace,
    @Nullable Map<String, String> selector,
    @Nullable String dockerfile,
    @Nullable String context,
    @Nullable String target,
    Map<String, String> buildArgs,
    Map<String, String> labels,
    List<String> tags,
    boolean cache,
    @Nullable Long timeoutSeconds) {
  public BuildRequest {
    selector = selector == null ? null : Map.copyOf(selector);
    buildArgs = Map.copyOf(buildArgs);
    labels = Map.copyOf(labels);
    tags = List.copyOf(tags);
  }

  /** The three parameters that every request of the local mode has (R14). */
  public static BuildRequest of(
      @Nullable String archive, @Nullable String imageName, @Nullable String imageBuilder) {
    return new BuildRequest(
        archive,
        null,
        imageName,
        imageBuilder,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        List.of(),
        false,
        null);
  }

  /** The same request for an archive with this SHA-256, in hexadecimal digits. */
  public BuildRequest pinned(String sha256) {
    return new BuildRequest(
        archive,
        sha256,
        imageName,
        imageBuilder,
        namespace,
        selector,
        dockerfile,
        context,
        target,
        buildArgs,
        labels,
        tags,
        cache,
        timeoutSeconds);
  }

  /** The same request for a place in a cluster. */
  public BuildRequest placed(@Nullable String namespace, @Nullable Map<String, String> selector) {
    return new BuildRequest(
        archive,
        sha256,
        imageName,
        imageBuilder,
        namespace,
        selector,
        dockerfile,
        context,
        target,
        buildArgs,
        labels,
        tags,
        cache,
        timeoutSeconds);
  }
}
