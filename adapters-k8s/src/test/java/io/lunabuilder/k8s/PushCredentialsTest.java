package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.Registry;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A build in a real cluster whose registry wants a password")
@Tag("R20")
class PushCredentialsTest extends RealPodTest {
  private static DockerRegistry locked;

  @BeforeAll
  static void start() throws Exception {
    locked = DockerRegistry.startLockedOrSkip(folder.resolve("locked"), TestCluster.ADDRESS);
    secret("right", DockerRegistry.PASSWORD);
    secret("wrong", "of-somebody-else");
  }

  @AfterAll
  static void stop() throws Exception {
    if (locked != null) {
      locked.close();
    }
  }

  private static void secret(String name, String password) throws Exception {
    rig.kubectl(
        "create",
        "secret",
        "docker-registry",
        name,
        "--namespace=" + rig.namespace,
        "--docker-server=" + locked.host(),
        "--docker-username=" + DockerRegistry.USER,
        "--docker-password=" + password);
  }

  private BuilderResult resultWith(String secret) throws Exception {
    PodExtras extras = new PodExtras(secret, List.of(), List.of(), "", "", Map.of());
    try (RunningBuild build =
        rig.builder(
                draft -> {
                  draft.pushTo = new Registry(locked.host(), "");
                  draft.insecureRegistries = Set.of(rig.registry.host(), locked.host());
                  draft.extras = extras;
                })
            .start(rig.job("FROM base\nRUN true\n"), heard)) {
      return build.await();
    }
  }

  @Test
  @DisplayName("pushes with that of the Secret")
  void right() throws Exception {
    assertThat(resultWith("right")).as(heard.text()).isInstanceOf(BuilderResult.Pushed.class);
    assertThat(heard.text()).doesNotContain(DockerRegistry.PASSWORD);
  }

  @Test
  @DisplayName("is told that the registry denies it when the Secret has a wrong one")
  void wrong() throws Exception {
    assertDenied(resultWith("wrong"));
  }

  private void assertDenied(BuilderResult result) {
    assertThat(result)
        .as(heard.text())
        .isInstanceOfSatisfying(
            BuilderResult.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .extracting(Failure::code)
                    .isEqualTo(FailureCode.REGISTRY_DENIED));
    assertThat(heard.text()).doesNotContain("RUN true");
  }
}
