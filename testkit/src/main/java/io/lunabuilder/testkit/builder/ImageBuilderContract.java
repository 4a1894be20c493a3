package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ImageBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ImageBuilder} promises. It builds for real, from a small base image that a
 * registry of its own has: a subclass brings the builder.
 */
@DisplayName("An image builder")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class ImageBuilderContract {
  @SuppressWarnings("NullAway.Init")
  private BuilderRig rig;

  @SuppressWarnings("NullAway.Init")
  private BuilderBench bench;

  /**
   * Starts what the builder needs, once for all tests; where a part of it is missing, they are
   * skipped.
   *
   * @param folder empty, and deleted after the tests
   */
  protected abstract BuilderRig start(Path folder) throws Exception;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    rig = start(folder.resolve("rig"));
    bench = BuilderBench.with(rig, folder);
    bench.equip();
  }

  @AfterAll
  @SuppressWarnings("ConstantValue") // tests that were skipped, or could not begin, have none
  void stop() throws Exception {
    if (bench != null) {
      bench.stop();
    }
    if (rig != null) {
      rig.stop();
    }
  }

  @AfterEach
  void leavesNothing() throws Exception {
    bench.endAll();
    assertThat(bench.leftovers()).as("what is left after the end").isEmpty();
  }

  @Nested
  @DisplayName("makes images:")
  class Making extends ImageRules {
    @Override
    BuilderBench bench() {
      return bench;
    }
  }

  @Nested
  @DisplayName("says why there is no image, and pushes none:")
  class Failing extends FailureRules {
    @Override
    BuilderBench bench() {
      return bench;
    }
  }

  @Nested
  @DisplayName("ends builds on request:")
  class Stopping extends StopRules {
    @Override
    BuilderBench bench() {
      return bench;
    }
  }

  @Nested
  @DisplayName("knows attempts again:")
  class Returning extends AttemptRules {
    @Override
    BuilderBench bench() {
      return bench;
    }
  }
}
