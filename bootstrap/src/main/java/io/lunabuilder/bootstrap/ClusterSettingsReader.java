package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Namespace;
import io.lunabuilder.k8s.ClusterAccess;
import io.lunabuilder.k8s.KubernetesSettings;
import io.lunabuilder.k8s.PodExtras;
import io.lunabuilder.k8s.PodLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings of builds in Kubernetes. */
final class ClusterSettingsReader {
  private static final SettingGroup LIMITS =
      new SettingGroup(
          "LUNA_BUILDER_BUILD_LIMITS",
          PodLimits.keys().stream()
              .map(key -> key.toUpperCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet()));

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,510}");
  private static final Pattern TOLERATION =
      Pattern.compile("([^=:\\s]*)(?:=([^:\\s]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?");
  private static final Pattern ANNOTATION = Pattern.compile("([^=\\s]+)=(.*)");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

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
    return values.has(LIMITS);
  }

  private @Nullable ClusterSettings settings(boolean used) {
    ClusterAccess access = access(used);
    String builder = values.optional("BUILDER_IMAGE", ClusterSettingsReader::image);
    String executor = values.read("EXECUTOR_IMAGE", ClusterSettingsReader::image, "");
    String instance = values.optional("INSTANCE", text -> matching(text, LABEL, "is no label"));
    Namespace namespace =
        values.read("NAMESPACE", ClusterSettingsReader::namespace, Namespace.DEFAULT);
    Set<Namespace> allowed =
        values.read("ALLOWED_NAMESPACES", ClusterSettingsReader::namespaces, Set.of());
    PodLimits limits = used ? limits() : PodLimits.NONE;
    PodExtras extras = extras();
    Duration keep = values.read("KEEP_PODS", Quantities::durationOrZero, Duration.ZERO);
    Duration keepFailed = values.read("KEEP_FAILED_PODS", Quantities::durationOrZero, keep);
    Duration patience = values.read("POD_PATIENCE", Quantities::duration, PATIENCE);
    URI publicUrl = values.optional("PUBLIC_URL", ClusterSettingsReader::url);
    if (used && builder == null && !values.has("BUILDER_IMAGE")) {
      values.refuse("BUILDER_IMAGE", "is required: it is what runs in the pods of builds");
    }
    if (used && !values.has("REGISTRY")) {
      values.refuse("REGISTRY", "is required: pods of builds push their images there");
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
        publicUrl);
  }

  /** What is set first: the setting, the variable that all programs know, the pod this is. */
  private @Nullable ClusterAccess access(boolean used) {
    String context = values.read("KUBE_CONTEXT", Function.identity(), "");
    ClusterAccess told = values.optional("KUBECONFIG", text -> config(text, context));
    if (!used || told != null || values.has("KUBECONFIG")) {
      return told;
    }
    String usual = values.all().getOrDefault("KUBECONFIG", "");
    if (!usual.isEmpty()) {
      return new ClusterAccess.ConfigFile(Path.of(usual), context);
    }
    if (values.all().containsKey("KUBERNETES_SERVICE_HOST")) {
      return new ClusterAccess.OwnPod();
    }
    Path home = Path.of(values.all().getOrDefault("HOME", "."), ".kube", "config");
    if (Files.isReadable(home)) {
      return new ClusterAccess.ConfigFile(home, context);
    }
    values.refuse(
        "KUBECONFIG", "is required: this process runs in no pod, and there is no " + home);
    return null;
  }

  private static ClusterAccess config(String text, String context) {
    return text.contains("\n") || text.startsWith("{")
        ? new ClusterAccess.ConfigText(text, context)
        : new ClusterAccess.ConfigFile(SettingForms.readable(text), context);
  }

  private PodLimits limits() {
    PodLimits limits = values.group(LIMITS, given -> PodLimits.of(LIMITS.read(given)));
    return limits == null ? PodLimits.NONE : limits;
  }

  private PodExtras extras() {
    return new PodExtras(
        values.read("REGISTRY_SECRET", text -> matching(text, NAME, "is no name"), ""),
        values.read(
            "PULL_SECRETS",
            text ->
                SettingForms.list(text).stream()
                    .map(name -> matching(name, NAME, "holds what is no name"))
                    .toList(),
            List.of()),
        values.read("TOLERATIONS", ClusterSettingsReader::tolerations, List.of()),
        values.read("PRIORITY_CLASS", text -> matching(text, NAME, "is no name"), ""),
        values.read("RUNTIME_CLASS", text -> matching(text, NAME, "is no name"), ""),
        values.read("POD_ANNOTATIONS", ClusterSettingsReader::annotations, Map.of()));
  }

  private static String matching(String text, Pattern form, String problem) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(problem + " of Kubernetes");
    }
    return text;
  }

  private static String image(String text) {
    if (!IMAGE.matcher(text).matches()) {
      throw new IllegalArgumentException("is no image");
    }
    return text;
  }

  private static Namespace namespace(String text) {
    return SettingForms.valid(Namespace.parse("", text));
  }

  private static Set<Namespace> namespaces(String text) {
    return SettingForms.list(text).stream()
        .map(ClusterSettingsReader::namespace)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<PodExtras.Toleration> tolerations(String text) {
    return SettingForms.list(text).stream()
        .map(entry -> {
          Matcher parts = TOLERATION.matcher(entry);
          if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + entry + "\" is no KEY[=VALUE][:EFFECT]");
          }
          return new PodExtras.Toleration(
              parts.group(1), orEmpty(parts.group(2)), orEmpty(parts.group(3)));
        })
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Map<String, String> annotations(String text) {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (String entry : SettingForms.list(text)) {
      Matcher parts = ANNOTATION.matcher(entry);
      if (!parts.matches()) {
        throw new IllegalArgumentException("\"" + entry + "\" is no KEY=VALUE");
      }
      annotations.put(parts.group(1), parts.group(2));
    }
    return annotations;
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
      throw new IllegalArgumentException("is no http or https URL");
    }
    return url;
  }
}
