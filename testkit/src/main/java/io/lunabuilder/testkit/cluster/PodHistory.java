package io.lunabuilder.testkit.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the API server keeps of the changes of a namespace's pods, and who asks for it.
 *
 * @param cluster one of {@code dev/cluster}
 */
public record PodHistory(TestCluster cluster, String namespace) {
  private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");

  /** The newest version that there is. */
  public String version() throws IOException, InterruptedException {
    Matcher version = VERSION.matcher(cluster.kubectl("get", "--raw", pods() + "?limit=1"));
    if (!version.find()) {
      throw new IllegalStateException("the list of pods has no version");
    }
    return version.group(1);
  }

  /** Changes a pod that nobody builds in, so that versions grow. */
  public void goOn() throws IOException, InterruptedException {
    cluster.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: other, namespace: %s}
        spec: {nodeSelector: {kept: pending}, containers: [{name: other, image: none}]}
        """
            .formatted(namespace));
    for (int change = 0; change < 3; change++) {
      cluster.kubectl(
          "annotate", "--namespace=" + namespace, "pod/other", "--overwrite", "n=" + change);
    }
  }

  /** The first second of a watch that begins at a version. */
  public String watchFrom(String version) throws IOException, InterruptedException {
    return cluster.kubectl(
        "get", "--raw", pods() + "?watch=1&timeoutSeconds=1&resourceVersion=" + version);
  }

  /** How many lists and watches the user service-under-test has asked for so far. */
  public long questionsOfService() throws IOException {
    try (Stream<String> lines = Files.lines(cluster.auditLog())) {
      return lines
          .filter(line -> line.contains(pods()))
          .filter(line ->
              Stream.of("list", "watch")
                  .anyMatch(verb -> line.contains("\"verb\":\"" + verb + "\"")))
          .count();
    }
  }

  private String pods() {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }
}
