package io.lunabuilder.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which builds are allowed without Kubernetes ({@code USE_KUBERNETES = 0}).
 *
 * @param registry where images are pushed; null when the service keeps them as files
 * @param longestBuild the longest timeout that a request may ask for
 * @param enabled builders beside {@code local_kaniko} that an administrator enabled by name
 */
public record LocalBuildPolicy(
    @Nullable Registry registry, BuildTimeLimit longestBuild, List<BuilderName> enabled)
    implements BuildPolicy {
  public LocalBuildPolicy {
    enabled = List.copyOf(enabled);
  }

  /** With {@code local_kaniko} alone. */
  public LocalBuildPolicy(@Nullable Registry registry, BuildTimeLimit longestBuild) {
    this(registry, longestBuild, List.of());
  }

  @Override
  public Checked<BuildSpec> check(BuildRequest request) {
    RequestRules rules = new RequestRules(request, registry, longestBuild);
    BuilderName builder = builder(request.imageBuilder(), rules);
    forbidden("namespace", request.namespace() == null ? null : request.namespace(), rules);
    forbidden("selector", request.selector() == null ? null : "", rules);
    return rules.spec(builder, new Placement.Local());
  }

  /** R13, R14: the default of {@code image_builder} is the cluster's, so it must be said. */
  private BuilderName builder(@Nullable String name, RequestRules rules) {
    if (name == null) {
      rules.broken(
          "image_builder",
          "",
          "is required: its default \""
              + BuilderName.KANIKO
              + "\" needs Kubernetes, which is not in use",
          remedy());
      return BuilderName.LOCAL_KANIKO;
    }
    Optional<BuilderName> known = BuilderName.among(builders(), name);
    if (known.isEmpty()) {
      rules.broken("image_builder", name, "is not available: Kubernetes is not in use", remedy());
    }
    return known.orElse(BuilderName.LOCAL_KANIKO);
  }

  private String remedy() {
    return enabled.isEmpty()
        ? "use \"" + BuilderName.LOCAL_KANIKO + "\", the only builder without Kubernetes"
        : "use one of " + BuilderName.words(builders());
  }

  /** R15. */
  private static void forbidden(String field, @Nullable String value, RequestRules rules) {
    if (value != null) {
      rules.broken(field, value, "is not allowed: Kubernetes is not in use", "leave it out");
    }
  }

  @Override
  public List<BuilderName> builders() {
    return Stream.concat(Stream.of(BuilderName.LOCAL_KANIKO), enabled.stream()).toList();
  }

  @Override
  public Optional<BuilderName> unnamedBuilder() {
    return Optional.empty();
  }
}
