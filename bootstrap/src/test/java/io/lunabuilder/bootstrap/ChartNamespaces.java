package io.lunabuilder.bootstrap;

import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Namespaces like those of {@code deploy/kubernetes/namespaces.yaml}, with names of one test.
 *
 * @param service where the service runs
 * @param builds where it builds
 */
record ChartNamespaces(TestCluster real, String service, String builds) {
  private static final Path SHIPPED = Helm.DEPLOY.resolve("kubernetes/namespaces.yaml");

  static ChartNamespaces make(TestCluster real) throws IOException, InterruptedException {
    String name = "chart-" + UUID.randomUUID().toString().substring(0, 8);
    ChartNamespaces made = new ChartNamespaces(real, name, name + "-builds");
    real.apply(
        Files.readString(SHIPPED)
            .replace("name: luna-builder\n", "name: " + made.service + "\n")
            .replace("name: builds\n", "name: " + made.builds + "\n"));
    return made;
  }

  /** The same objects in these namespaces. */
  String place(String objects) {
    return objects
        .replace("namespace: luna-builder\n", "namespace: " + service + "\n")
        .replace("namespace: builds\n", "namespace: " + builds + "\n");
  }

  void delete() throws IOException, InterruptedException {
    real.kubectl("delete", "namespace", service, builds, "--wait=false");
  }
}
