package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The service in a pod of its own")
class OwnPodTest extends ClusterTest {
  private static final String ACCOUNT = "/run/secrets/kubernetes.io/serviceaccount";
  private static final Pattern SERVER = Pattern.compile("https://([0-9.]+):([0-9]+)");

  /** Shows a folder to one process where pods have their service account. */
  private static final String MOUNT =
      "mount -t tmpfs none /run && mkdir -p %1$s && mount --bind \"$0\" %1$s && exec \"$@\""
          .formatted(ACCOUNT);

  private Path account;

  @BeforeEach
  void prepareAccount() throws Exception {
    account = Files.createDirectory(folder.resolve("account"));
    cluster.real.bindShippedRoleToAccount(cluster.namespace);
    cluster.real.kubectl("create", "secret", "generic", "first", "-n", cluster.namespace);
    Files.writeString(
        account.resolve("ca.crt"),
        cluster.real.kubectl(
            "get",
            "configmap",
            "kube-root-ca.crt",
            "-n",
            cluster.namespace,
            "-o",
            "jsonpath={.data.ca\\.crt}"));
  }

  private String token(String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("create", "token", "luna-builder", "-n", cluster.namespace));
    command.addAll(List.of(more));
    return cluster.real.kubectl(command.toArray(String[]::new)).strip();
  }

  /** As the kubelet does, at once. */
  private void give(String token) throws Exception {
    Path next = Files.writeString(folder.resolve("next"), token);
    Files.move(next, account.resolve("token"), StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, String> settings() throws Exception {
    Matcher server = SERVER.matcher(cluster.real.server());
    assertThat(server.find()).isTrue();
    Map<String, String> settings =
        cluster.settings(
            Map.of(
                "KUBERNETES_SERVICE_HOST", server.group(1),
                "KUBERNETES_SERVICE_PORT", server.group(2)));
    settings.remove("LUNA_BUILDER_KUBECONFIG");
    return settings;
  }

  @Test
  @DisplayName("goes on with its account's next token when the first one is refused")
  void tokenIsRenewed() throws Exception {
    String first = token("--bound-object-kind=Secret", "--bound-object-name=first");
    give(first);
    try (RunningService service =
        RunningService.in(
            folder.resolve("service"),
            settings(),
            List.of("unshare", "--mount", "sh", "-c", MOUNT, account.toString()))) {
      String id = submitted(service, "\nRUN echo begun && sleep 20 && echo ended\n");
      service.awaitLog(id, "begun");

      cluster.real.kubectl("delete", "secret", "first", "-n", cluster.namespace);
      awaitRefused(first);
      String meanwhile = submitted(service, "\nRUN true\n");
      service.awaitLog(meanwhile, "trying again");
      give(token());

      assertCompleted(service, meanwhile);
      assertCompleted(service, id);
      assertThat(service.text("/1/builds/" + id + "/log")).containsOnlyOnce("\nended\n");
      assertThat(service.program().output()).doesNotContain(first);
    }
  }

  /** The API server remembers for some seconds which tokens it took. */
  private void awaitRefused(String token) throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < giveUp) {
      try {
        cluster.real.kubectl("--token=" + token, "auth", "whoami");
        Thread.sleep(Duration.ofMillis(200));
      } catch (IllegalStateException refused) {
        return;
      }
    }
    throw new IllegalStateException("the token is still known");
  }

  private String submitted(RunningService service, String steps) throws Exception {
    String archive = cluster.upload(service, steps);
    return service.submit(ClusterService.request(archive, Map.of())).path("build_id").asText();
  }

  private static void assertCompleted(RunningService service, String id) throws Exception {
    JsonNode build = service.awaitEnd(id);
    assertThat(build.path("status").asText()).as(build.toString()).isEqualTo("completed");
    assertThat(build.path("attempt").asInt()).isEqualTo(1);
  }
}
