package io.lunabuilder.bootstrap;

import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.RealParts;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a service needs to build in a real cluster: a namespace, in which its user has the shipped
 * rights, and a registry with a base image.
 */
final class ClusterService {
  final TestCluster real;
  final String namespace;
  final String base;
  private final Path folder;
  private final DockerRegistry registry;
  private final Map<String, String> settings = new HashMap<>();

  private ClusterService(TestCluster real, Path folder) throws Exception {
    this.real = real;
    this.folder = folder;
    this.registry = DockerRegistry.startOrSkip(folder.resolve("registry"), TestCluster.ADDRESS);
    this.base = registry.push(RealParts.busybox(), "base:1");
    this.namespace = real.newNamespace();
    real.bindShippedRole(namespace);
    int port = freePort();
    settings.put("USE_KUBERNETES", "1");
    settings.put("LUNA_BUILDER_KUBECONFIG", real.service().toString());
    settings.put("LUNA_BUILDER_NAMESPACE", namespace);
    settings.put("LUNA_BUILDER_BUILDER_IMAGE", real.builderImage());
    settings.put("LUNA_BUILDER_REGISTRY", registry.host());
    settings.put("LUNA_BUILDER_INSECURE_REGISTRIES", registry.host());
    settings.put("LUNA_BUILDER_LEASE", "2s");
    settings.put("LUNA_BUILDER_WORKERS", "4");
    settings.put("LUNA_BUILDER_HOST", TestCluster.ADDRESS);
    settings.put("LUNA_BUILDER_PORT", Integer.toString(port));
    settings.put("LUNA_BUILDER_PUBLIC_URL", "http://" + TestCluster.ADDRESS + ":" + port);
  }

  static ClusterService prepareOrSkip(Path folder) throws Exception {
    return new ClusterService(TestCluster.startOrSkip(), folder);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(TestCluster.ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  /** Starts a service; {@code more} settings win. */
  RunningService service(Map<String, String> more) throws Exception {
    return RunningService.in(folder.resolve("service"), settings(more));
  }

  /** What it is started with. */
  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return all;
  }

  static Map<String, Object> request(String archive, Map<String, Object> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("image_name", "team/a:1");
    return Map.of("archive", archive, "parameters", parameters);
  }

  /**
   * Sends an archive whose Dockerfile has {@code steps} on top of the base image; gives its link.
   */
  String upload(RunningService service, String steps) throws Exception {
    return service.upload(Contexts.tar(Map.of("Dockerfile", "FROM " + base + steps)));
  }

  /** Makes a Secret of the namespace with what a docker {@code config.json} says. */
  void addLogins(String name, String config) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8));
    real.apply(
        """
        apiVersion: v1
        kind: Secret
        type: kubernetes.io/dockerconfigjson
        metadata: {name: %s, namespace: %s}
        data: {.dockerconfigjson: %s}
        """
            .formatted(name, namespace, base64));
  }

  /** Where images are pushed. */
  String registry() {
    return registry.host();
  }

  /** Names of the pods that are there. */
  String pods() throws Exception {
    return real.kubectl("get", "pods", "-n", namespace, "-o", "name").strip();
  }

  void close() throws Exception {
    registry.close();
    real.kubectl("delete", "namespace", namespace, "--wait=false");
  }
}
