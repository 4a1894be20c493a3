package io.lunabuilder.k8s;

import io.kubernetes.client.util.KubeConfig;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code proxy-url} of a kubeconfig's cluster, which the client does not know.
 *
 * @param type of the proxy
 * @param address where it is
 * @param user user and password as they stand in the URL; empty for none, else a secret
 */
record ClusterProxy(Proxy.Type type, InetSocketAddress address, String user) {
  private static final Map<String, Proxy.Type> TYPES =
      Map.of("http", Proxy.Type.HTTP, "socks5", Proxy.Type.SOCKS);
  private static final Map<Proxy.Type, Integer> PORTS =
      Map.of(Proxy.Type.HTTP, 80, Proxy.Type.SOCKS, 1080);

  /**
   * That of the context in use; empty where the API server is asked directly.
   *
   * @throws IllegalArgumentException when it is of a kind that cannot be used
   */
  static Optional<ClusterProxy> of(KubeConfig config) {
    Object cluster =
        field(named(config.getContexts(), config.getCurrentContext()), "context", "cluster");
    return Optional.ofNullable(
            field(named(config.getClusters(), String.valueOf(cluster)), "cluster", "proxy-url"))
        .map(String::valueOf)
        .filter(url -> !url.isEmpty())
        .map(ClusterProxy::parse);
  }

  private static Map<?, ?> named(List<?> entries, String name) {
    for (Object entry : Objects.requireNonNullElse(entries, new ArrayList<>())) {
      if (entry instanceof Map<?, ?> fields && name.equals(fields.get("name"))) {
        return fields;
      }
    }
    return Map.of();
  }

  private static @Nullable Object field(Map<?, ?> entry, String part, String name) {
    return entry.get(part) instanceof Map<?, ?> fields ? fields.get(name) : null;
  }

  private static ClusterProxy parse(String url) {
    URI uri = URI.create(url);
    Proxy.Type type = TYPES.get(Objects.requireNonNullElse(uri.getScheme(), ""));
    if (type == null || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the proxy-url of the kubeconfig's cluster is none of http:// and socks5://");
    }
    int port = uri.getPort() < 0 ? Objects.requireNonNull(PORTS.get(type)) : uri.getPort();
    return new ClusterProxy(
        type,
        new InetSocketAddress(uri.getHost(), port),
        Objects.requireNonNullElse(uri.getUserInfo(), ""));
  }

  /** A client that goes through it. */
  OkHttpClient.Builder in(OkHttpClient.Builder client) {
    client.proxy(new Proxy(type, address));
    int colon = user.indexOf(':');
    if (colon >= 0) {
      String credentials = Credentials.basic(user.substring(0, colon), user.substring(colon + 1));
      client.proxyAuthenticator((route, answer) ->
          answer.request().header("Proxy-Authorization") == null
              ? answer.request().newBuilder().header("Proxy-Authorization", credentials).build()
              : null);
    }
    return client;
  }

  @Override
  public String toString() {
    return type + " " + address;
  }
}
