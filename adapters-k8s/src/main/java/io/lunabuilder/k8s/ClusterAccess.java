package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.KubeConfig;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the API server is reached, and as whom. */
public sealed interface ClusterAccess {

  /**
   * As the service account of the pod that this process runs in; its token is read again as it
   * changes.
   */
  record OwnPod() implements ClusterAccess {}

  /**
   * By a kubeconfig.
   *
   * @param file where it is; files that it names are looked for beside it
   * @param context which of its contexts; empty for the current one
   */
  record ConfigFile(Path file, String context) implements ClusterAccess {}

  /**
   * By the text of a kubeconfig.
   *
   * @param text a secret
   * @param context which of its contexts; empty for the current one
   */
  record ConfigText(String text, String context) implements ClusterAccess {
    @Override
    public String toString() {
      return "kubeconfig";
    }
  }

  /**
   * A client; each has connections of its own.
   *
   * @throws IOException when the credentials cannot be read; its message shows nothing of them
   * @throws IllegalArgumentException when a kubeconfig has no such context, or a proxy of a kind
   *     that cannot be used
   */
  private ApiClient client() throws IOException {
    return switch (this) {
      case OwnPod own -> ofOwnPod();
      case ConfigFile(Path file, String context) -> {
        try (Reader text = Files.newBufferedReader(file)) {
          yield of(text, context, Optional.of(file.toFile()));
        }
      }
      case ConfigText(String text, String context) ->
          of(new StringReader(text), context, Optional.empty());
    };
  }

  private static ApiClient ofOwnPod() throws IOException {
    ApiClient client = ClientBuilder.cluster().build();
    OwnPodToken token = new OwnPodToken(Path.of(Config.SERVICEACCOUNT_TOKEN_PATH));
    return client.setHttpClient(client.getHttpClient().newBuilder().authenticator(token).build());
  }

  private static ApiClient of(Reader text, String context, Optional<File> file) throws IOException {
    KubeConfig config = parse(text);
    file.ifPresent(config::setFile);
    if (!context.isEmpty() && !config.setContext(context)) {
      throw new IllegalArgumentException("the kubeconfig has no context \"" + context + "\"");
    }
    Optional<ClusterProxy> proxy = ClusterProxy.of(config);
    ApiClient client = client(config);
    return proxy.isEmpty()
        ? client
        : client.setHttpClient(proxy.get().in(client.getHttpClient().newBuilder()).build());
  }

  /** What the parser says of a text that is broken shows parts of it, and so secrets. */
  private static KubeConfig parse(Reader text) throws IOException {
    try {
      return KubeConfig.loadKubeConfig(text);
    } catch (RuntimeException e) {
      throw new IOException("this is no kubeconfig: " + e.getClass().getSimpleName());
    }
  }

  private static ApiClient client(KubeConfig config) throws IOException {
    try {
      return ClientBuilder.kubeconfig(config).build();
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(
          "certificates, keys or credentials of the kubeconfig cannot be read: "
              + e.getClass().getSimpleName());
    }
  }

  /** The cluster by this access. */
  static Cluster cluster(ClusterAccess access) throws IOException {
    return new Cluster(access.client(), access.client());
  }
}
