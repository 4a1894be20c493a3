package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;
import io.lunabuilder.domain.Namespace;
import io.lunabuilder.k8s.PodExtras;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of settings of Kubernetes mean. Each method throws an IllegalArgumentException
 * that says what is wrong.
 */
final class ClusterForms {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,510}");
  private static final Pattern TOLERATION =
      Pattern.compile("([^=:\\s]*)(?:=([^:\\s]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?");
  private static final Pattern ANNOTATION = Pattern.compile("([^=\\s]+)=(.*)");

  private ClusterForms() {}

  static String name(String text) {
    return matching(text, NAME, "is no name of Kubernetes");
  }

  static List<String> names(String text) {
    return SettingForms.list(text).stream()
        .map(name -> matching(name, NAME, "holds what is no name of Kubernetes"))
        .toList();
  }

  static String label(String text) {
    return matching(text, LABEL, "is no label of Kubernetes");
  }

  static String image(String text) {
    return matching(text, IMAGE, "is no image");
  }

  private static String matching(String text, Pattern form, String problem) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(problem);
    }
    return text;
  }

  /** It stands in the specifications of pods. */
  static URI publicUrl(String text) {
    URI url = SettingKind.URL.parser().apply(text);
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "holds a login, which all who may read pods would see; pods need none");
    }
    return url;
  }

  static Namespace namespace(String text) {
    return SettingForms.valid(Namespace.parse("", text));
  }

  static Set<Namespace> namespaces(String text) {
    return SettingForms.list(text).stream()
        .map(ClusterForms::namespace)
        .collect(Collectors.toUnmodifiableSet());
  }

  static List<PodExtras.Toleration> tolerations(String text) {
    return SettingForms.list(text).stream().map(ClusterForms::toleration).toList();
  }

  private static PodExtras.Toleration toleration(String entry) {
    Matcher parts = TOLERATION.matcher(entry);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + entry + "\" is no KEY[=VALUE][:EFFECT]");
    }
    return new PodExtras.Toleration(
        parts.group(1), orEmpty(parts.group(2)), orEmpty(parts.group(3)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static Map<String, String> annotations(String text) {
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
}
