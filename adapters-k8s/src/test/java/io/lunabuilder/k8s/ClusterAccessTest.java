package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.testkit.TestAuthority;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The API server is reached")
@Tag("R4")
@Timeout(120)
class ClusterAccessTest {
  private static TestCluster cluster;
  private static String namespace;

  /** A kubeconfig whose current context has the shipped rights; the other one has none. */
  private static String twoContexts;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.startOrSkip();
    namespace = cluster.newNamespace();
    cluster.bindShippedRole(namespace);
    cluster.kubectl("create", "serviceaccount", "powerless", "--namespace=" + namespace);
    String powerless =
        cluster.kubectl("create", "token", "powerless", "--namespace=" + namespace).strip();
    twoContexts =
        Files.readString(cluster.service())
            .replace(
                "users:\n", "users:\n  - name: powerless\n    user: {token: " + powerless + "}\n")
            .replace(
                "contexts:\n",
                "contexts:\n  - name: other\n    context: {cluster: dev, user: powerless}\n");
  }

  @AfterAll
  static void stop() throws Exception {
    if (namespace != null) {
      cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    }
  }

  private static ClusterCheck check(String kubeconfig, String context) throws IOException {
    return ClusterCheck.of(new ClusterAccess.ConfigText(kubeconfig, context));
  }

  @Test
  @DisplayName("by the text of a kubeconfig, as the user of its current context or of another")
  void contexts() throws Exception {
    assertThat(check(twoContexts, "").missingRights(List.of(namespace))).isEmpty();
    assertThat(check(twoContexts, "dev").missingRights(List.of(namespace))).isEmpty();
    assertThat(check(twoContexts, "other").missingRights(List.of(namespace))).hasSize(6);
    assertThatThrownBy(() -> check(twoContexts, "third"))
        .hasMessage("the kubeconfig has no context \"third\"");
  }

  @Test
  @DisplayName("through the proxy of its cluster, with the proxy's password")
  void proxy() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.start(Credentials.basic("way", "through"))) {
      String url = "http://way:through@127.0.0.1:" + proxy.port();

      String server = check(with("proxy-url: " + url), "").server();

      assertThat(server).contains("https://").startsWith("v1.");
      assertThat(proxy.asked()).isNotEmpty().allMatch(place -> server.endsWith("//" + place));
    }
    assertThatThrownBy(() -> check(with("proxy-url: ftp://127.0.0.1"), ""))
        .hasMessageContaining("proxy-url");
  }

  /** The kubeconfig with one more field of its cluster. */
  private static String with(String field) {
    return twoContexts.replace("    cluster:\n", "    cluster:\n      " + field + "\n");
  }

  @Test
  @DisplayName("never when its certificate is not of the kubeconfig's authority, which is told")
  void foreignAuthority() throws Exception {
    String foreign =
        Base64.getEncoder()
            .encodeToString(TestAuthority.make().certificate().getBytes(StandardCharsets.US_ASCII));
    String kubeconfig =
        twoContexts.replaceAll(
            "certificate-authority-data: .*", "certificate-authority-data: " + foreign);

    assertThatThrownBy(() -> check(kubeconfig, "").server())
        .hasMessageContaining("its certificate is not trusted");
  }

  @Test
  @DisplayName("by nothing that is broken, of which no part is shown")
  void broken() {
    String secret = "a-token-that-nobody-may-see";
    String torn = "users:\n  - name: x\n    user: {token: " + secret + "\n\tclusters: [";
    String noCertificate =
        twoContexts.replaceAll(
            "certificate-authority-data: .*", "certificate-authority-data: " + secret);

    for (String kubeconfig : List.of(torn, noCertificate, secret + "\n", "\n")) {
      assertThatThrownBy(() -> check(kubeconfig, ""))
          .isInstanceOf(IOException.class)
          .hasNoCause()
          .hasMessageContaining("kubeconfig")
          .hasMessageNotContaining(secret);
    }
  }
}
