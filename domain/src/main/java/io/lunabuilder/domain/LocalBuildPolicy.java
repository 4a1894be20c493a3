package io.lunabuilder.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which builds are allowed without Kubernetes ({@code USE_KUBERNETES = 0}).
 *
 * @param registry where images are pushed; null when the service keeps them as files
 * @param longestBuild the longest timeout that a request may ask for
 */
public record LocalBuildPolicy(@Nullable Registry registry, BuildTimeLimit longestBuild)
    implements BuildPolicy {

  @Override
  public Checked<BuildSpec> check(BuildRequest request) {
    RequestRules rules = new RequestRules(request, registry, longestBuild);
    BuilderName builder = onlyLocalKaniko(request.imageBuilder(), rules);
    forbidden("namespace", request.namespace() == null ? null : request.namespace(), rules);
    forbidden("selector", request.selector() == null ? null : "", rules);
    return rules.spec(builder, new Placement.Local());
  }

  /** R13, R14: the default of {@code image_builder} is the cluster's, so it must be said. */
  private static BuilderName onlyLocalKaniko(@Nullable String name, RequestRules rules) {
    String remedy = "use \"" + BuilderName.LOCAL_KANIKO + "\", the only builder without Kubernetes";
    if (name == null) {
      rules.broken(
          "image_builder",
          "",
          "is required: its default \""
              + BuilderName.KANIKO
              + "\" needs Kubernetes, which is not in use",
          remedy);
    } else if (!name.equals(BuilderName.LOCAL_KANIKO.value())) {
      rules.broken("image_builder", name, "is not available: Kubernetes is not in use", remedy);
    }
    return BuilderName.LOCAL_KANIKO;
  }

  /** R15. */
  private static void forbidden(String field, @Nullable String value, RequestRules rules) {
    if (value != null) {
      rules.broken(field, value, "is not allowed: Kubernetes is not in use", "leave it out");
    }
  }

  @Override
  public List<BuilderName> builders() {
    return List.of(BuilderName.LOCAL_KANIKO);
  }

  @Override
  public Optional<BuilderName> unnamedBuilder() {
    return Optional.empty();
  }
}
