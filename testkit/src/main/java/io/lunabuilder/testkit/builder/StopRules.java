package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.testkit.Background;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link ImageBuilderContract} about builds that are not to go on. */
abstract class StopRules extends BuilderRules {

  @Test
  @DisplayName("while a step runs, which runs no more; repeating it changes nothing")
  void whileAStepRuns() throws Exception {
    Attempt attempt =
        bench().begin(bench().job("RUN echo begun; " + doors().waitAt("cancelled") + "\n"));
    try (Background<BuilderResult> waiting = Background.run(attempt::await)) {
      attempt.heard().await("begun");
      doors().awaitKnock("cancelled");

      attempt.cancel();
      attempt.cancel();

      assertThat(waiting.result()).isEqualTo(new BuilderResult.Stopped());
    }
    assertThat(doors().isQuietAt("cancelled")).isTrue();
    attempt.cancel();
    assertThat(attempt.await()).isEqualTo(new BuilderResult.Stopped());
    assertThat(attempt.heard().lines()).contains("begun");
    assertThat(attempt.image()).isEmpty();
  }

  @Test
  @DisplayName("before anything of it ran, and nothing does")
  void beforeItRuns() throws Exception {
    Attempt attempt = bench().begin(bench().job("RUN " + doors().waitAt("never") + "\n"));

    attempt.cancel();

    assertThat(attempt.await()).isInstanceOf(BuilderResult.Stopped.class);
    assertThat(doors().isQuietAt("never")).isTrue();
    assertThat(attempt.image()).isEmpty();
  }

  @Test
  @DisplayName("also when the thread that waits was interrupted, which ends its waiting only")
  void interruptedWaiting() throws Exception {
    Attempt attempt = bench().begin(bench().job("RUN " + doors().waitAt("interrupted") + "\n"));
    Background<BuilderResult> waiting = Background.run(attempt::await);
    doors().awaitKnock("interrupted");

    waiting.close();

    assertThatThrownBy(waiting::result)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(doors().isQuietAt("interrupted")).as("the step was ended").isFalse();
    attempt.cancel();
    assertThat(attempt.await()).isEqualTo(new BuilderResult.Stopped());
  }
}
