package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.domain.BuildJob;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link ImageBuilderContract} about attempts that are met a second time. */
abstract class AttemptRules extends BuilderRules {

  /** Begins a build whose step waits, and returns when it does. */
  private Attempt waiting(String door) throws Exception {
    String steps =
        "RUN echo before %1$s; %2$s; echo after %1$s\n".formatted(door, doors().waitAt(door));
    Attempt attempt = bench().begin(bench().job(steps));
    attempt.heard().await("before " + door);
    doors().awaitKnock(door);
    return attempt;
  }

  /** Lets go of an attempt, as a service does that stops. */
  private boolean released(Attempt attempt) throws Exception {
    boolean goesOn = attempt.build().release();
    assertThat(attempt.build().await()).isInstanceOf(BuilderResult.Stopped.class);
    attempt.close();
    return goesOn;
  }

  @Test
  @DisplayName("one that was let go goes on for another service, or was ended, as it said")
  void released() throws Exception {
    Attempt first = waiting("released");
    ImageBuilder other = bench().another();

    boolean goesOn = released(first);

    assertThat(doors().isQuietAt("released")).isNotEqualTo(goesOn);
    Optional<Attempt> adopted = bench().adopt(other, first.job());
    assertThat(adopted.isPresent()).isEqualTo(goesOn);
    if (adopted.isPresent()) {
      doors().open("released");
      adopted.get().pushed();
      assertThat(adopted.get().heard().isRepeated()).isTrue();
      assertThat(adopted.get().heard().lines())
          .containsOnlyOnce("before released")
          .containsSubsequence("before released", "after released");
    } else {
      assertThat(first.image()).isEmpty();
      assertThat(bench().leftovers()).isEmpty();
    }
  }

  @Test
  @DisplayName("one that was let go can be begun again by another service")
  void begunAgainAfterRelease() throws Exception {
    Attempt first = waiting("let-go");
    boolean goesOn = released(first);

    Attempt second = bench().begin(bench().another(), first.job());
    doors().open("let-go");

    second.pushed();
    assertThat(second.heard().isRepeated()).isEqualTo(goesOn);
    assertThat(second.heard().lines()).containsOnlyOnce("before let-go", "after let-go");
  }

  @Test
  @DisplayName("one that was cancelled can be begun again, and leaves nothing to take over")
  void begunAgainAfterCancel() throws Exception {
    Attempt first = waiting("ended");
    BuildJob.InProgress job = first.job();
    first.cancel();
    first.await();
    first.close();

    assertThat(bench().adopt(bench().another(), job)).isEmpty();
    Attempt second = bench().begin(job);
    doors().open("ended");

    second.pushed();
    second.close();
    assertThat(second.heard().isRepeated()).isFalse();
    assertThat(bench().adopt(bench().another(), job)).isEmpty();
  }

  @Test
  @DisplayName("one that nobody began cannot be taken over")
  void nothingToAdopt() throws Exception {
    assertThat(bench().adopt(bench().builder(), bench().job("RUN true\n"))).isEmpty();
  }
}
