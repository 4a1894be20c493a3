package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
   * @throws IllegalArgumentException when a kubeconfig has no such context
   */
  private ApiClient client() throws IOException {
    return switch (this) {
      case OwnPod own -> ClientBuilder.cluster().build();
      case ConfigFile(Path file, String context) -> {
        try (Reader text = Files.newBufferedReader(file)) {
          yield of(text, context, Optional.of(file.toFile()));
        }
      }
      case ConfigText(String text, String context) ->
          of(new StringReader(text), context, Optional.empty());
    };
  }

  private static ApiClient of(Reader text, String context, Optional<File> file) throws IOException {
    KubeConfig config = KubeConfig.loadKubeConfig(text);
    file.ifPresent(config::setFile);
    if (!context.isEmpty() && !config.setContext(context)) {
      throw new IllegalArgumentException("the kubeconfig has no context \"" + context + "\"");
    }
    ApiClient client = ClientBuilder.kubeconfig(config).build();
    proxy(config)
        .ifPresent(proxy ->
            client.setHttpClient(client.getHttpClient().newBuilder().proxy(proxy).build()));
    return client;
  }

  /** The client does not know the field proxy-url of a cluster. */
  private static Optional<Proxy> proxy(KubeConfig config) {
    return config.getClusters().stream()
        .map(named -> ((Map<?, ?>) named).get("cluster"))
        .filter(cluster ->
            cluster instanceof Map<?, ?> fields
                && config.getServer().equals(fields.get("server"))
                && fields.get("proxy-url") != null)
        .map(cluster -> URI.create(String.valueOf(((Map<?, ?>) cluster).get("proxy-url"))))
        .map(uri ->
            new Proxy(
                "socks5".equals(uri.getScheme()) ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                new InetSocketAddress(uri.getHost(), uri.getPort())))
        .findFirst();
  }

  /** The cluster by this access. */
  static Cluster cluster(ClusterAccess access) throws IOException {
    return new Cluster(access.client(), access.client());
  }
}
