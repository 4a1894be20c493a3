package io.lunabuilder.bootstrap;

import io.lunabuilder.k8s.ClusterCheck;
import io.lunabuilder.k8s.ClusterCheck.PodSecurity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} finds where builds run in Kubernetes.
 *
 * @param cluster settings of it
 */
record ClusterFindings(ClusterSettings cluster) {

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    try {
      ClusterCheck check = ClusterCheck.of(cluster.access());
      findings.add(Finding.well("cluster", check.server()));
      for (String namespace : cluster.namespaces()) {
        findings.add(rights(check, namespace));
        findings.add(security(check, namespace));
      }
    } catch (IOException | IllegalArgumentException e) {
      findings.add(
          new Finding(
              "cluster",
              String.valueOf(e.getMessage()),
              "set LUNA_BUILDER_KUBECONFIG and LUNA_BUILDER_KUBE_CONTEXT to a cluster that answers"));
    }
    findings.add(Finding.well("builder", images()));
    findings.add(uploads(cluster.publicAddress()));
    return findings;
  }

  private static Finding rights(ClusterCheck check, String namespace) throws IOException {
    List<String> missing = check.missingRights(List.of(namespace));
    return missing.isEmpty()
        ? Finding.well("rights", "all that builds need in the namespace " + namespace)
        : new Finding(
            "rights",
            "the service may not " + String.join(", ", missing),
            "kubectl apply --namespace %s --filename deploy/kubernetes/role.yaml"
                .formatted(namespace));
  }

  private static Finding security(ClusterCheck check, String namespace) throws IOException {
    return switch (check.podSecurity(namespace)) {
      case PodSecurity.Enforced level ->
          new Finding(
              "security",
              "the namespace " + namespace + " enforces " + level.level(),
              level.allowsBuilds()
                  ? null
                  : "kaniko is root in its pod: set the label"
                      + " pod-security.kubernetes.io/enforce to baseline, or use another namespace");
      case PodSecurity.Hidden hidden ->
          Finding.well("security", "what the namespace " + namespace + " enforces may not be read");
      case PodSecurity.NoNamespace none ->
          new Finding(
              "security",
              "there is no namespace " + namespace,
              "kubectl create namespace " + namespace);
    };
  }

  private String images() {
    return cluster.images().executor().isEmpty()
        ? cluster.images().builder()
        : cluster.images().builder() + " stages, " + cluster.images().executor() + " builds";
  }

  private static Finding uploads(@Nullable PublicAddress address) {
    return Finding.well(
        "uploads",
        address == null
            ? "pods cannot fetch them: LUNA_BUILDER_PUBLIC_URL is not set"
            : "pods fetch them from " + address.url());
  }
}
