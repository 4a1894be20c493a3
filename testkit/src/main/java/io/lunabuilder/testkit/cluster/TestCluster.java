package io.lunabuilder.testkit.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real cluster of one node on this machine, shared by all tests, each in namespaces of its own.
 */
public final class TestCluster {
  /** Where pods and tests reach servers of this machine. */
  public static final String ADDRESS = variable("LUNA_TEST_HOST_ADDRESS").orElse("10.88.0.1");

  /** The taint of nodes that nobody runs. */
  public static final String SILENT_TAINT = "silent";

  private static final String CLUSTER = "LUNA_TEST_CLUSTER";
  private static final String KUBECTL = "LUNA_TEST_KUBECTL";

  private final Path script;
  private final Path kubectl;
  private final Path kubeconfig;

  private TestCluster(Path script, Path kubectl, Path kubeconfig) {
    this.script = script;
    this.kubectl = kubectl;
    this.kubeconfig = kubeconfig;
  }

  /** Starts it, or finds it running; it stays for other tests. A test that misses it is skipped. */
  public static synchronized TestCluster startOrSkip() throws IOException, InterruptedException {
    Optional<Path> script = part(CLUSTER);
    Optional<Path> kubectl = part(KUBECTL);
    assumeTrue(
        script.isPresent() && kubectl.isPresent(),
        "Kubernetes is missing: "
            + CLUSTER
            + " and "
            + KUBECTL
            + " name no files (dev/setup, as root)");
    String kubeconfig = run(List.of(script.get().toString(), "up")).strip();
    return new TestCluster(script.get(), kubectl.get(), Path.of(kubeconfig));
  }

  private static Optional<Path> part(String variable) {
    return Optional.ofNullable(System.getenv(variable)).map(Path::of).filter(Files::isExecutable);
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  /** An administrator's kubeconfig. */
  public Path administrator() {
    return kubeconfig;
  }

  /** The kubeconfig of a user {@code service-under-test}, who may do what tests bind him to. */
  public Path service() {
    return variable("LUNA_TEST_SERVICE_KUBECONFIG")
        .map(Path::of)
        .orElseGet(() -> kubeconfig.resolveSibling("service.kubeconfig"));
  }

  /** Is it the one of {@code dev/cluster}, of which a test may end parts? Else it is skipped. */
  private void requireOwn() {
    assumeTrue(
        Files.isReadable(auditLog()),
        "this cluster is not one of dev/cluster: its parts are not to be ended");
  }

  /** Where the requests of {@code service-under-test} are written down. */
  Path auditLog() {
    return kubeconfig.resolveSibling("audit.log");
  }

  /**
   * The files in which the API server's objects are, each version of them in the clear; a test that
   * may not see them is skipped.
   */
  public List<Path> stored() throws IOException {
    requireOwn();
    try (Stream<Path> files = Files.walk(kubeconfig.resolveSibling("etcd"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Gives the node an image, as {@code docker save} writes it. */
  public void load(Path image) throws IOException, InterruptedException {
    run(List.of(script.toString(), "load", image.toString()));
  }

  /** Gives the node an image that Docker has. */
  public void loadFromDocker(String image) throws IOException, InterruptedException {
    requireOwn();
    Path tar = Files.createTempFile("luna-builder-test", ".tar");
    try {
      run(List.of("docker", "save", "--output", tar.toString(), image));
      load(tar);
    } finally {
      Files.delete(tar);
    }
  }

  /** Ends {@code kube-apiserver} or {@code kubelet}, and starts it again. */
  public void restart(String part) throws IOException, InterruptedException {
    requireOwn();
    run(List.of(script.toString(), "restart", part));
  }

  /**
   * The image in which builds run, given to the node, unless a variable names one that nodes can
   * pull; a test whose stager was not packed is skipped.
   *
   * @return its tag
   */
  public String builderImage() throws IOException, InterruptedException {
    Optional<String> given = variable("LUNA_TEST_BUILDER_IMAGE");
    if (given.isPresent()) {
      return given.get();
    }
    assumeTrue(
        Files.isRegularFile(script.resolveSibling("../stager/target/stager.jar").normalize()),
        "the stager was not packed (mvn package)");
    return made("builder");
  }

  /**
   * An image of the service, given to the node.
   *
   * @param classPath the program's, separated by colons
   * @return its tag
   */
  public String serviceImage(String classPath) throws IOException, InterruptedException {
    requireOwn();
    return made("service", classPath);
  }

  /** Gives the node what {@code dev/images/RECIPE} makes, unless it has it; gives its tag. */
  private String made(String recipe, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(script.resolveSibling("images").resolve(recipe).toString());
    command.addAll(List.of(arguments));
    String made = run(command).strip();
    String tag = made.substring(0, made.indexOf(' '));
    if (!hasImage(tag)) {
      load(Path.of(made.substring(tag.length() + 1)));
    }
    return tag;
  }

  private boolean hasImage(String tag) throws IOException, InterruptedException {
    return kubectl("get", "node", "node1", "-o", "jsonpath={.status.images[*].names[*]}")
        .contains(tag);
  }

  /** Makes a namespace in which the Pod Security level {@code baseline} is enforced. */
  public String newNamespace() throws IOException, InterruptedException {
    String name = "test-" + UUID.randomUUID().toString().substring(0, 8);
    apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %s
          labels: {pod-security.kubernetes.io/enforce: baseline}
        """
            .formatted(name));
    return name;
  }

  /** Binds the user {@code service-under-test} to the role that is shipped, in a namespace. */
  public void bindShippedRole(String namespace) throws IOException, InterruptedException {
    Path role = script.resolveSibling("../deploy/kubernetes/role.yaml").normalize();
    String bound =
        Files.readString(role)
            .replace("kind: ServiceAccount", "kind: User\n    apiGroup: rbac.authorization.k8s.io")
            .replace("    name: luna-builder\n", "    name: service-under-test\n");
    send(bound, "apply", "--namespace", namespace);
  }

  /**
   * Makes a node that nobody runs: pods are assigned to it and never begin, and nobody confirms
   * that they went. It has the label {@code pool} with its name, and the taint {@value
   * #SILENT_TAINT}, so that no other pod gets there.
   */
  public void addSilentNode(String name) throws IOException, InterruptedException {
    apply(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: %1$s, labels: {pool: %1$s}}
        spec: {taints: [{key: %2$s, effect: NoSchedule}]}
        status:
          allocatable: {cpu: "4", memory: 8Gi, pods: "10"}
          capacity: {cpu: "4", memory: 8Gi, pods: "10"}
          conditions: [{type: Ready, status: "True", reason: KubeletReady, lastHeartbeatTime: "%3$s"}]
        """
            .formatted(name, SILENT_TAINT, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Waits until a pod has a node. */
  public void awaitNode(String namespace, String pod) throws IOException, InterruptedException {
    for (String state : List.of("create", "condition=PodScheduled")) {
      kubectl("wait", "--namespace=" + namespace, "--for=" + state, "pod/" + pod, "--timeout=60s");
    }
  }

  /** Has the cluster take a pod away, as before a node's maintenance. */
  public void evict(String namespace, String pod) throws IOException, InterruptedException {
    String eviction =
        "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"}}"
            .formatted(pod, namespace);
    String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/eviction";
    send(eviction, "create", "--raw", path);
  }

  /** Makes the service account of the shipped role, and binds it, as the documentation tells. */
  public void bindShippedRoleToAccount(String namespace) throws IOException, InterruptedException {
    kubectl("create", "serviceaccount", "luna-builder", "--namespace=" + namespace);
    Path role = script.resolveSibling("../deploy/kubernetes/role.yaml").normalize();
    kubectl("apply", "--namespace=" + namespace, "--filename=" + role);
  }

  /** The URL of the API server. */
  public String server() throws IOException, InterruptedException {
    return kubectl("config", "view", "--minify", "--output=jsonpath={.clusters[0].cluster.server}");
  }

  /** Creates or changes objects. */
  public void apply(String yaml) throws IOException, InterruptedException {
    send(yaml, "apply");
  }

  private void send(String objects, String... arguments) throws IOException, InterruptedException {
    Path file = Files.createTempFile("luna-builder-test", ".yaml");
    try {
      Files.writeString(file, objects);
      List<String> command = new ArrayList<>(List.of(arguments));
      command.addAll(List.of("-f", file.toString()));
      kubectl(command.toArray(String[]::new));
    } finally {
      Files.delete(file);
    }
  }

  /** Begins a kubectl, as the administrator, that ends when its test ends it. */
  public Process begin(String... arguments) throws IOException {
    return new ProcessBuilder(asAdministrator(arguments)).redirectErrorStream(true).start();
  }

  /**
   * Asks or tells the API server something, as its administrator.
   *
   * @return what kubectl prints
   */
  public String kubectl(String... arguments) throws IOException, InterruptedException {
    return run(asAdministrator(arguments));
  }

  private List<String> asAdministrator(String... arguments) {
    List<String> command = new ArrayList<>(List.of(kubectl.toString()));
    command.add("--kubeconfig=" + kubeconfig);
    command.addAll(List.of(arguments));
    return command;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("luna-builder-test", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed: " + answer + Files.readString(said));
      }
      return answer;
    } finally {
      Files.delete(said);
    }
  }
}
