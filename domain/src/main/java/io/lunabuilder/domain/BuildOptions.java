package io.lunabuilder.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a Dockerfile is to be built.
 *
 * @param dockerfile the Dockerfile, relative to {@code context}
 * @param context the folder of the archive that is the build context
 * @param target the stage at which to stop, or null for the last
 * @param buildArgs values for the Dockerfile's {@code ARG}s
 * @param labels labels of the image
 * @param tags further tags beside the one in the image's name
 * @param cache may layers of earlier builds be used again?
 * @param timeout how long the build may run, or null for the service's own limit
 */
public record BuildOptions(
    ContextPath dockerfile,
    ContextPath context,
    @Nullable String target,
    Map<String, String> buildArgs,
    Map<String, String> labels,
    List<Tag> tags,
    boolean cache,
    @Nullable Duration timeout) {

  /** A Dockerfile at the archive's root, and nothing special. */
  public static final BuildOptions DEFAULT =
      new BuildOptions(
          ContextPath.DOCKERFILE,
          ContextPath.ROOT,
          null,
          Map.of(),
          Map.of(),
          List.of(),
          false,
          null);

  public BuildOptions {
    Objects.requireNonNull(dockerfile);
    Objects.requireNonNull(context);
    buildArgs = Map.copyOf(buildArgs);
    labels = Map.copyOf(labels);
    tags = List.copyOf(tags);
  }

  /** The stage at which to stop; empty for the last. */
  public Optional<String> targetStage() {
    return Optional.ofNullable(target);
  }

  /** The time that the request grants; empty for the service's own limit. */
  public Optional<Duration> requestedTimeout() {
    return Optional.ofNullable(timeout);
  }
}
