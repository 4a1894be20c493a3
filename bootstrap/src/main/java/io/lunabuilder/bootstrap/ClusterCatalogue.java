package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.k8s.PodExtras;
import io.lunabuilder.k8s.PodLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings of builds in Kubernetes. */
final class ClusterCatalogue {
  static final Section CLUSTER = new Section("Builds in Kubernetes");

  static final SettingGroup BUILD_LIMITS =
      CLUSTER.group(
          CLUSTER
              .setting("LUNA_BUILDER_BUILD_LIMITS", SettingGroup.KEYS)
              .live()
              .meaning(
                  "Resources of a build's pod: JSON with `cpu`, `memory` and `ephemeral_storage`"
                      + " (`{\"cpu\": \"2\", \"memory\": \"4Gi\"}`), or a variable for each key."
                      + " Ignored without Kubernetes: the container's own limits bound a build."),
          PodLimits.keys().stream()
              .map(key -> key.toUpperCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet()),
          Set.of());

  static final Setting<String> KUBECONFIG =
      CLUSTER
          .setting("LUNA_BUILDER_KUBECONFIG", new SettingKind<>("file or text", text -> text))
          .otherwise("`KUBECONFIG`, else the pod's own service account, else `~/.kube/config`")
          .secret()
          .remedy("set it to a kubeconfig that this user may read, or leave it out for the default")
          .meaning("Path or text of a kubeconfig.");

  static final Setting<String> KUBE_CONTEXT =
      CLUSTER
          .setting("LUNA_BUILDER_KUBE_CONTEXT", SettingKind.TEXT)
          .otherwise("the current one")
          .meaning("Which of its contexts.");

  static final Setting<Namespace> NAMESPACE =
      CLUSTER
          .setting(
              "LUNA_BUILDER_NAMESPACE", new SettingKind<>("namespace", ClusterForms::namespace))
          .usually(Namespace.DEFAULT.name())
          .meaning("Where builds run whose request names no namespace.");

  static final Setting<Set<Namespace>> ALLOWED_NAMESPACES =
      CLUSTER
          .setting(
              "LUNA_BUILDER_ALLOWED_NAMESPACES",
              new SettingKind<>("list of namespaces", ClusterForms::namespaces))
          .otherwise("all")
          .meaning("Namespaces that requests may name beside it.");

  static final Setting<String> BUILDER_IMAGE =
      CLUSTER
          .setting("LUNA_BUILDER_BUILDER_IMAGE", new SettingKind<>("image", ClusterForms::image))
          .otherwise("required with Kubernetes")
          .live()
          .meaning("The image in which builds run.");

  static final Setting<String> EXECUTOR_IMAGE =
      CLUSTER
          .setting("LUNA_BUILDER_EXECUTOR_IMAGE", new SettingKind<>("image", ClusterForms::image))
          .live()
          .meaning(
              "Another image with kaniko at `/kaniko/executor`; the builder's one then stages in an"
                  + " init container.");

  static final Setting<String> REGISTRY_SECRET =
      CLUSTER
          .setting("LUNA_BUILDER_REGISTRY_SECRET", new SettingKind<>("name", ClusterForms::name))
          .live()
          .meaning(
              "A Secret of type `kubernetes.io/dockerconfigjson` with which pods pull and push.");

  static final Setting<List<String>> PULL_SECRETS =
      CLUSTER
          .setting(
              "LUNA_BUILDER_PULL_SECRETS", new SettingKind<>("list of names", ClusterForms::names))
          .live()
          .meaning("Secrets with which the kubelet pulls the builder's image.");

  static final Setting<List<PodExtras.Toleration>> TOLERATIONS =
      CLUSTER
          .setting(
              "LUNA_BUILDER_TOLERATIONS",
              new SettingKind<>("list of `KEY[=VALUE][:EFFECT]`", ClusterForms::tolerations))
          .live()
          .meaning("Taints that pods put up with.");

  static final Setting<String> PRIORITY_CLASS =
      CLUSTER
          .setting("LUNA_BUILDER_PRIORITY_CLASS", new SettingKind<>("name", ClusterForms::name))
          .live()
          .meaning("Of pods.");

  static final Setting<String> RUNTIME_CLASS =
      CLUSTER
          .setting("LUNA_BUILDER_RUNTIME_CLASS", new SettingKind<>("name", ClusterForms::name))
          .live()
          .meaning("Of pods, for example one of gVisor or Kata.");

  static final Setting<Map<String, String>> POD_ANNOTATIONS =
      CLUSTER
          .setting(
              "LUNA_BUILDER_POD_ANNOTATIONS",
              new SettingKind<>("list of `KEY=VALUE`", ClusterForms::annotations))
          .live()
          .meaning("Of pods.");

  static final Setting<String> INSTANCE =
      CLUSTER
          .setting("LUNA_BUILDER_INSTANCE", new SettingKind<>("label", ClusterForms::label))
          .otherwise("made from where builds are kept")
          .meaning(
              "By which label the service knows its own pods; the same for services that share"
                  + " builds.");

  static final Setting<Duration> KEEP_PODS =
      CLUSTER
          .setting("LUNA_BUILDER_KEEP_PODS", SettingKind.TIME_OR_ZERO)
          .usually("0")
          .meaning("How long a pod stays after a build that ended well.");

  static final Setting<Duration> KEEP_FAILED_PODS =
      CLUSTER
          .setting("LUNA_BUILDER_KEEP_FAILED_PODS", SettingKind.TIME_OR_ZERO)
          .otherwise("as above")
          .meaning("The same after one that failed.");

  static final Setting<Duration> POD_PATIENCE =
      CLUSTER
          .setting("LUNA_BUILDER_POD_PATIENCE", SettingKind.TIME)
          .usually("1m")
          .live()
          .meaning(
              "How long an image that cannot be pulled, or a volume that is missing, may keep a pod"
                  + " from starting.");

  static final Setting<URI> PUBLIC_URL =
      CLUSTER
          .setting(
              "LUNA_BUILDER_PUBLIC_URL",
              new SettingKind<>("http or https URL", ClusterForms::publicUrl))
          .meaning(
              "Where pods reach this service, to fetch uploads:"
                  + " `http://luna-builder.builds.svc:8080`; without a login, which all who may read"
                  + " pods would see.");

  static final Setting<Path> PUBLIC_URL_CA_FILE =
      CLUSTER
          .setting("LUNA_BUILDER_PUBLIC_URL_CA_FILE", SettingKind.FILE)
          .remedy("set it to a file of PEM, together with LUNA_BUILDER_PUBLIC_URL")
          .meaning(
              "Certificates (PEM) of those that may have signed the one that pods see there; pods"
                  + " trust no others then. A change of its content counts at once. Unset: those"
                  + " that every program trusts.");

  private ClusterCatalogue() {}
}
