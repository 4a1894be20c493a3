package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.k8s.ClusterAccess;
import io.lunabuilder.k8s.KubernetesSettings;
import io.lunabuilder.k8s.PodExtras;
import io.lunabuilder.k8s.PodLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of builds in Kubernetes. */
final class ClusterSettingsReader {
  private final SettingValues values;

  private ClusterSettingsReader(SettingValues values) {
    this.values = values;
  }

  /** The settings; they have a meaning only where Kubernetes is in use. */
  static @Nullable ClusterSettings read(SettingValues values, boolean used) {
    return new ClusterSettingsReader(values).settings(used);
  }

  /** Is the setting there that has no meaning without Kubernetes (R16)? */
  static boolean hasLimits(SettingValues values) {
    return values.has(ClusterCatalogue.BUILD_LIMITS);
  }

  private @Nullable ClusterSettings settings(boolean used) {
    ClusterAccess access = access(used);
    String builder = values.optional(ClusterCatalogue.BUILDER_IMAGE);
    String executor = values.read(ClusterCatalogue.EXECUTOR_IMAGE, "");
    String instance = values.optional(ClusterCatalogue.INSTANCE);
    Namespace namespace = values.read(ClusterCatalogue.NAMESPACE);
    Set<Namespace> allowed = values.read(ClusterCatalogue.ALLOWED_NAMESPACES, Set.of());
    PodLimits limits = used ? limits() : PodLimits.NONE;
    PodExtras extras = extras();
    Duration keep = values.read(ClusterCatalogue.KEEP_PODS);
    Duration keepFailed = values.read(ClusterCatalogue.KEEP_FAILED_PODS, keep);
    Duration patience = values.read(ClusterCatalogue.POD_PATIENCE);
    PublicAddress publicAddress = publicAddress();
    if (used) {
      refuseWhatIsMissing();
    }
    if (!used || access == null || builder == null) {
      return null;
    }
    return new ClusterSettings(
        access,
        instance,
        namespace,
        allowed,
        new KubernetesSettings.Images(builder, executor),
        limits,
        extras,
        keep,
        keepFailed,
        patience,
        publicAddress);
  }

  private @Nullable PublicAddress publicAddress() {
    URI url = values.optional(ClusterCatalogue.PUBLIC_URL);
    Path authorities = values.optional(ClusterCatalogue.PUBLIC_URL_CA_FILE);
    if (authorities != null && !values.has(ClusterCatalogue.PUBLIC_URL)) {
      values.refuse(
          ClusterCatalogue.PUBLIC_URL,
          "is required: the certificates of LUNA_BUILDER_PUBLIC_URL_CA_FILE are for it");
    }
    return url == null ? null : new PublicAddress(url, authorities);
  }

  private void refuseWhatIsMissing() {
    if (!values.has(ClusterCatalogue.BUILDER_IMAGE)) {
      values.refuse(
          ClusterCatalogue.BUILDER_IMAGE, "is required: it is what runs in the pods of builds");
    }
    if (!values.has(BuildCatalogue.REGISTRY)) {
      values.refuse(BuildCatalogue.REGISTRY, "is required: pods of builds push their images there");
    }
  }

  /** What is set first: the setting, the variable that all programs know, the pod this is. */
  private @Nullable ClusterAccess access(boolean used) {
    String context = values.read(ClusterCatalogue.KUBE_CONTEXT, "");
    ClusterAccess told =
        values.optional(ClusterCatalogue.KUBECONFIG, text -> config(text, context));
    if (!used || told != null || values.has(ClusterCatalogue.KUBECONFIG)) {
      return told;
    }
    Map<String, String> environment = values.environment();
    String usual = environment.getOrDefault("KUBECONFIG", "");
    if (!usual.isEmpty()) {
      return new ClusterAccess.ConfigFile(Path.of(usual), context);
    }
    if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      return new ClusterAccess.OwnPod();
    }
    Path home = Path.of(environment.getOrDefault("HOME", "."), ".kube", "config");
    if (Files.isReadable(home)) {
      return new ClusterAccess.ConfigFile(home, context);
    }
    values.refuse(
        ClusterCatalogue.KUBECONFIG,
        "is required: this process runs in no pod, and there is no " + home);
    return null;
  }

  private static ClusterAccess config(String text, String context) {
    return text.contains("\n") || text.startsWith("{")
        ? new ClusterAccess.ConfigText(text, context)
        : new ClusterAccess.ConfigFile(SettingKind.FILE.parser().apply(text), context);
  }

  private PodLimits limits() {
    SettingGroup group = ClusterCatalogue.BUILD_LIMITS;
    PodLimits limits = values.group(group, given -> PodLimits.of(group.read(given)));
    return limits == null ? PodLimits.NONE : limits;
  }

  private PodExtras extras() {
    return new PodExtras(
        values.read(ClusterCatalogue.REGISTRY_SECRET, ""),
        values.read(ClusterCatalogue.PULL_SECRETS, List.of()),
        values.read(ClusterCatalogue.TOLERATIONS, List.of()),
        values.read(ClusterCatalogue.PRIORITY_CLASS, ""),
        values.read(ClusterCatalogue.RUNTIME_CLASS, ""),
        values.read(ClusterCatalogue.POD_ANNOTATIONS, Map.of()));
  }
}
