package io.lunabuilder.bootstrap;

import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.TestAuthority;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The chart in a real cluster: two replicas of the service, and the Redis that they share. */
final class InstalledChart {
  private static final String NAME = "luna-builder";

  /** Kinds of what the chart can make, and of what is made for it. */
  private static final String KINDS =
      "pods,replicasets,deployments,services,endpointslices,serviceaccounts,roles,rolebindings"
          + ",networkpolicies,poddisruptionbudgets,horizontalpodautoscalers,secrets,configmaps";

  private final TestCluster real;
  private final ChartNamespaces namespaces;
  private final Helm helm;
  private final TestAuthority authority = TestAuthority.make();
  private final Process proxy;
  private final URI service;

  private InstalledChart(TestCluster real, ChartNamespaces namespaces, Helm helm)
      throws IOException {
    this.real = real;
    this.namespaces = namespaces;
    this.helm = helm;
    this.proxy = real.begin("proxy", "--port=0");
    this.service =
        URI.create(
            "http://%s/api/v1/namespaces/%s/services/%s:http/proxy/"
                .formatted(addressOf(proxy), namespaces.service(), NAME));
  }

  /**
   * Installs it, to push to the registry of {@code cluster}. In its namespace are the Secrets
   * {@code redis}, {@code registry}, {@code tokens} and {@code tls}.
   *
   * @param more arguments of Helm
   */
  static InstalledChart install(ClusterService cluster, Path folder, String... more)
      throws Exception {
    Helm helm = new Helm(folder, Map.of("KUBECONFIG", cluster.real.administrator().toString()));
    String values = values(cluster);
    ChartNamespaces namespaces = ChartNamespaces.make(cluster.real);
    InstalledChart chart = new InstalledChart(cluster.real, namespaces, helm);
    try {
      chart.addSecrets(startRedis(cluster), cluster.registry());
      chart.addLocks(folder);
      List<String> arguments =
          new ArrayList<>(List.of("install", NAME, Helm.CHART, chart.inNamespace(), "--wait"));
      arguments.add("--timeout=3m");
      arguments.add("--values=" + helm.values(values));
      arguments.add("--set=builds.namespaces={" + namespaces.builds() + "}");
      arguments.addAll(List.of(more));
      helm.run(arguments.toArray(String[]::new));
      return chart;
    } catch (Exception failed) {
      chart.close();
      throw failed;
    }
  }

  /** Nobody forwards to addresses of Services here, so the API server is named by its own. */
  private static String values(ClusterService cluster) throws Exception {
    String image = cluster.real.serviceImage(program());
    URI server = URI.create(cluster.real.server());
    int colon = image.lastIndexOf(':');
    return """
    image: {repository: %s, tag: "%s", pullPolicy: Never}
    redis: {existingSecret: redis}
    builds: {image: "%s"}
    registry: {address: "%s", insecure: ["%4$s"], buildsSecret: registry, serviceSecret: registry}
    resources: {requests: {cpu: 50m, memory: 256Mi}, limits: {memory: 1Gi}}
    settings:
      KUBERNETES_SERVICE_HOST: %s
      KUBERNETES_SERVICE_PORT: "%d"
      LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS: %s
      LUNA_BUILDER_WORKERS: "4"
    """
        .formatted(
            image.substring(0, colon),
            image.substring(colon + 1),
            cluster.real.builderImage(),
            cluster.registry(),
            server.getHost(),
            server.getPort(),
            TestCluster.ADDRESS);
  }

  /** The class path, without what is large and for tests alone. */
  private static String program() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("test-classes") && !entry.contains("playwright"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String startRedis(ClusterService cluster) throws Exception {
    cluster.real.loadFromDocker(RealParts.redisImage());
    cluster.real.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: redis, namespace: %s}
        spec:
          containers:
            - name: redis
              image: %s
              imagePullPolicy: Never
              command: [redis-server, --protected-mode, "no", --requirepass, hush]
        """
            .formatted(cluster.namespace, RealParts.redisImage()));
    String inNamespace = "--namespace=" + cluster.namespace;
    cluster.real.kubectl(
        "wait", inNamespace, "--for=condition=Ready", "pod/redis", "--timeout=60s");
    String address =
        cluster.real.kubectl("get", inNamespace, "pod/redis", "--output=jsonpath={.status.podIP}");
    return "redis://:hush@" + address + ":6379";
  }

  private void addSecrets(String redis, String registry) throws Exception {
    real.kubectl(
        "create", "secret", "generic", "redis", inNamespace(), "--from-literal=url=" + redis);
    for (String namespace : Set.of(namespaces.service(), namespaces.builds())) {
      real.kubectl(
          "create",
          "secret",
          "docker-registry",
          "registry",
          "--namespace=" + namespace,
          "--docker-server=" + registry,
          "--docker-username=tests",
          "--docker-password=hush");
    }
  }

  /** A token that nobody knows, and a certificate. */
  private void addLocks(Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "ci reader sha256:" + "0".repeat(64));
    Path certificate = Files.writeString(folder.resolve("c.pem"), authority.serverCertificate());
    Path key = Files.writeString(folder.resolve("k.pem"), authority.serverKey());
    real.kubectl(
        "create", "secret", "generic", "tokens", inNamespace(), "--from-file=tokens=" + tokens);
    real.kubectl(
        "create", "secret", "tls", "tls", inNamespace(), "--cert=" + certificate, "--key=" + key);
  }

  private static String addressOf(Process proxy) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8));
    return String.valueOf(said.readLine()).replaceFirst(".* on ", "");
  }

  private String inNamespace() {
    return "--namespace=" + namespaces.service();
  }

  /** The service's API: the API server passes each call on to a replica that is ready. */
  URI service() {
    return service;
  }

  /** The status that a replica answers with by TLS, under a name that its certificate has. */
  String statusByTls(String path) throws Exception {
    String replica =
        real.kubectl("get", "pods", inNamespace(), "--output=jsonpath={.items[0].status.podIP}");
    return Release.run(
        Map.of(),
        "curl",
        "--silent",
        "--output",
        "/dev/null",
        "--write-out",
        "%{http_code}",
        "--cacert",
        authority.writeCertificate(helm.folder().resolve("authority.pem")).toString(),
        "--resolve",
        "localhost:8080:" + replica,
        "https://localhost:8080/" + path);
  }

  /** Changes a value, and waits until all replicas have it. */
  void upgrade(String value) throws Exception {
    helm.run(
        "upgrade",
        NAME,
        Helm.CHART,
        inNamespace(),
        "--reuse-values",
        "--set-string=" + value,
        "--wait",
        "--timeout=3m");
    awaitOldOnes();
  }

  /** Goes back to what was installed. */
  void rollBack() throws Exception {
    helm.run("rollback", NAME, "1", inNamespace(), "--wait", "--timeout=3m");
    awaitOldOnes();
  }

  private void awaitOldOnes() throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (replicas().size() > 2 && System.nanoTime() < giveUp) {
      Thread.sleep(500);
    }
  }

  /** Names of the service's pods. */
  Set<String> replicas() throws Exception {
    return real.kubectl(
            "get",
            "pods",
            inNamespace(),
            "--selector=app.kubernetes.io/name=" + NAME,
            "--output=name")
        .lines()
        .collect(Collectors.toSet());
  }

  void uninstall() throws Exception {
    helm.run("uninstall", NAME, inNamespace(), "--cascade=foreground", "--wait", "--timeout=3m");
  }

  /** Names of what is in the namespaces, beside what the cluster and the test put there. */
  String leftBehind() throws Exception {
    StringBuilder names = new StringBuilder();
    for (String namespace : Set.of(namespaces.service(), namespaces.builds())) {
      names.append(real.kubectl("get", KINDS, "--namespace=" + namespace, "--output=name"));
    }
    return names
        .toString()
        .lines()
        .filter(name ->
            !Set.of(
                    "serviceaccount/default",
                    "configmap/kube-root-ca.crt",
                    "secret/redis",
                    "secret/registry",
                    "secret/tls",
                    "secret/tokens")
                .contains(name))
        .collect(Collectors.joining("\n"));
  }

  void close() throws Exception {
    proxy.destroy();
    namespaces.delete();
  }
}
