package io.lunabuilder.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A build in a real cluster that fails says why:")
class PodEndingsTest extends RealPodTest {

  @Test
  @Tag("R21")
  @DisplayName("a base image of an insecure registry that nobody listed")
  void unlistedBase() throws Exception {
    Failure failure = failureOf(rig.job("FROM " + TestCluster.ADDRESS + ":1/a:1\nRUN true\n"));

    assertThat(failure.code()).isEqualTo(FailureCode.BASE_IMAGE_UNAVAILABLE);
    assertThat(failure.message()).contains(TestCluster.ADDRESS + ":1", "insecure registries");
  }

  @Test
  @Tag("R19")
  @DisplayName("more memory than its limit")
  void outOfMemory() throws Exception {
    Failure failure =
        failureOf(
            rig.job("FROM base\nRUN tail /dev/zero\n"),
            draft -> draft.limits = Map.of("memory", "256Mi"));

    assertThat(failure.code()).as(heard.text()).isEqualTo(FailureCode.OUT_OF_MEMORY);
  }

  @Test
  @Tag("R19")
  @DisplayName("more on its disk than its limit")
  void outOfStorage() throws Exception {
    Failure failure =
        failureOf(
            rig.job("FROM base\nRUN dd if=/dev/zero of=/large bs=1M count=300 && sleep 90\n"),
            draft -> draft.limits = Map.of("ephemeral_storage", "100Mi"));

    assertThat(failure.code()).as(failure.message()).isEqualTo(FailureCode.STORAGE_LIMIT_EXCEEDED);
  }

  @Test
  @DisplayName("its deadline, when the service does not end it before")
  void deadline() throws Exception {
    Failure failure =
        failureOf(
            rig.job("FROM base\nRUN sleep 90\n"),
            draft -> {
              draft.start = Duration.ofSeconds(2);
              draft.build = Duration.ofSeconds(4);
            });

    assertThat(failure.code()).isEqualTo(FailureCode.BUILD_TIMEOUT);
  }
}
