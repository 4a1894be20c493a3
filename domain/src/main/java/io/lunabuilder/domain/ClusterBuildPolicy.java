package io.lunabuilder.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which builds are allowed in a Kubernetes cluster ({@code USE_KUBERNETES = 1}).
 *
 * @param registry where images are pushed
 * @param longestBuild the longest timeout that a request may ask for
 * @param defaultNamespace where builds run whose request names no namespace (R10)
 * @param allowed namespaces that a request may name beside it; empty for all
 * @param installed builders beside {@code kaniko} that are installed
 */
public record ClusterBuildPolicy(
    Registry registry,
    BuildTimeLimit longestBuild,
    Namespace defaultNamespace,
    Set<Namespace> allowed,
    List<BuilderName> installed)
    implements BuildPolicy {
  public ClusterBuildPolicy {
    allowed = Set.copyOf(allowed);
    installed = List.copyOf(installed);
  }

  @Override
  public Checked<BuildSpec> check(BuildRequest request) {
    RequestRules rules = new RequestRules(request, registry, longestBuild);
    Namespace namespace = namespace(request.namespace(), rules);
    NodeSelector selector =
        rules.orElse(
            NodeSelector.parse(
                RequestRules.PARAMETERS + "selector",
                Optional.ofNullable(request.selector()).orElse(Map.of())),
            NodeSelector.ANY);
    return rules.spec(
        builder(request.imageBuilder(), rules), new Placement.Cluster(namespace, selector));
  }

  private Namespace namespace(@Nullable String name, RequestRules rules) {
    if (name == null) {
      return defaultNamespace;
    }
    Namespace namespace =
        rules.orElse(
            Namespace.parse(RequestRules.PARAMETERS + "namespace", name), defaultNamespace);
    if (!allowed.isEmpty() && !allowed.contains(namespace) && !namespace.equals(defaultNamespace)) {
      rules.broken(
          "namespace",
          name,
          "is none in which this service builds",
          "use one of " + names() + ", or leave it out");
    }
    return namespace;
  }

  private String names() {
    return Stream.concat(Stream.of(defaultNamespace), allowed.stream())
        .map(Namespace::name)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private BuilderName builder(@Nullable String name, RequestRules rules) {
    if (name == null) {
      return BuilderName.KANIKO;
    }
    Optional<BuilderName> known = BuilderName.among(builders(), name);
    if (known.isEmpty()) {
      rules.broken(
          "image_builder",
          name,
          "is not available: builds run in Kubernetes",
          installed.isEmpty()
              ? "use \"" + BuilderName.KANIKO + "\", or leave it out"
              : "use one of " + BuilderName.words(builders()) + ", or leave it out");
    }
    return known.orElse(BuilderName.KANIKO);
  }

  @Override
  public List<BuilderName> builders() {
    return Stream.concat(Stream.of(BuilderName.KANIKO), installed.stream()).toList();
  }

  @Override
  public Optional<BuilderName> unnamedBuilder() {
    return Optional.of(BuilderName.KANIKO);
  }
}
