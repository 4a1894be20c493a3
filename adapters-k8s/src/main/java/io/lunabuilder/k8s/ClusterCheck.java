package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import io.kubernetes.client.openapi.models.V1Namespace;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks at a cluster before anything is built in it. */
public final class ClusterCheck {
  private static final String ENFORCED = "pod-security.kubernetes.io/enforce";
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Cluster cluster;

  private ClusterCheck(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Nothing is asked yet.
   *
   * @throws IOException when the credentials cannot be read
   * @throws IllegalArgumentException when a kubeconfig has no such context
   */
  public static ClusterCheck of(ClusterAccess access) throws IOException {
    return new ClusterCheck(ClusterAccess.cluster(access));
  }

  /**
   * Which server answers, and its version.
   *
   * @throws IOException when none does, in words
   */
  public String server() throws IOException {
    try {
      String version = new VersionApi(cluster.client()).getCode().execute().getGitVersion();
      return version + " at " + cluster.client().getBasePath();
    } catch (ApiException e) {
      throw unanswered(e);
    }
  }

  /**
   * Rights that the service lacks, each in words with its namespace.
   *
   * @throws IOException when the API server does not answer
   */
  public List<String> missingRights(Collection<String> namespaces) throws IOException {
    return new Rights(cluster.client()).missing(namespaces);
  }

  /** What is known of how strict a namespace is with its pods. */
  public sealed interface PodSecurity {
    /**
     * A level is enforced.
     *
     * @param level privileged, baseline or restricted; privileged where nothing is told
     */
    record Enforced(String level) implements PodSecurity {
      /** Can kaniko work under it? */
      public boolean allowsBuilds() {
        return !level.equals("restricted");
      }
    }

    /** This user may not read it. */
    record Hidden() implements PodSecurity {}

    /** There is no such namespace. */
    record NoNamespace() implements PodSecurity {}
  }

  /**
   * How strict a namespace is.
   *
   * @throws IOException when the API server does not answer
   */
  public PodSecurity podSecurity(String namespace) throws IOException {
    try {
      V1Namespace found = new CoreV1Api(cluster.client()).readNamespace(namespace).execute();
      Map<String, String> labels =
          Optional.ofNullable(found.getMetadata()).map(data -> data.getLabels()).orElse(Map.of());
      return new PodSecurity.Enforced(
          Objects.requireNonNullElse(labels.get(ENFORCED), "privileged"));
    } catch (ApiException e) {
      return switch (e.getCode()) {
        case FORBIDDEN -> new PodSecurity.Hidden();
        case NOT_FOUND -> new PodSecurity.NoNamespace();
        default -> throw unanswered(e);
      };
    }
  }

  private static IOException unanswered(ApiException e) {
    return new IOException("the API server does not answer: " + Refusal.message(e), e);
  }
}
