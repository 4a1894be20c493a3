package io.lunabuilder.testkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link ImageBuilderContract} about builds that end well. */
abstract class ImageRules extends BuilderRules {

  @Test
  @DisplayName("as the request asks, and the registry answers for each tag by the digest told")
  void honoursTheRequest() throws Exception {
    Archive archive =
        bench()
            .archive(
                Map.of(
                    "README",
                    "not of the context",
                    "services/web/greeting",
                    "the context",
                    "services/web/docker/web.dockerfile",
                    """
                    FROM %s AS wanted
                    ARG WHO=nobody
                    COPY . /app
                    RUN test ! -e /app/README && echo "$WHO says: $(cat /app/greeting)"
                    ENV SAID_BY=$WHO
                    FROM wanted
                    ENV BEYOND=the-target
                    """
                        .formatted(bench().base())));
    BuildOptions options =
        new BuildOptions(
            new ContextPath("docker/web.dockerfile"),
            new ContextPath("services/web"),
            "wanted",
            Map.of("WHO", "somebody"),
            Map.of("maker", "a test of ours"),
            List.of(new Tag("stable"), new Tag("1.0")),
            false,
            null);
    Attempt attempt = bench().begin(bench().job(archive, options));

    BuilderResult.Pushed image = attempt.pushed();

    assertThat(image.reference())
        .hasToString(
            attempt.registry() + "/" + BuilderBench.PREFIX + "/" + attempt.job().spec().image());
    assertThat(attempt.heard().lines()).contains("somebody says: the context");
    for (Tag further : options.tags()) {
      assertThat(Manifests.digest(image.reference().tagged(further))).contains(image.digest());
    }
    assertThat(Manifests.config(image.reference()))
        .containsPattern("\"maker\"\\s*:\\s*\"a test of ours\"")
        .contains("SAID_BY=somebody")
        .doesNotContain("BEYOND");
  }

  @Test
  @DisplayName("with the stages in their order, and each line of a step once, whole and in order")
  void tells() throws Exception {
    Attempt attempt =
        bench()
            .begin(
                bench()
                    .job(
                        """
                        RUN i=0; while [ $i -lt 3000 ]; do echo "line $i  é "; i=$((i+1)); done
                        RUN echo 'before an empty one'; echo; echo 'after it'
                        """));

    attempt.pushed();

    assertThat(attempt.heard().lines().stream().filter(line -> line.startsWith("line ")))
        .isEqualTo(IntStream.range(0, 3000).mapToObj(i -> "line " + i + "  é ").toList());
    assertThat(attempt.heard().lines()).containsSequence("before an empty one", "", "after it");
    List<BuildStage> stages = attempt.heard().stages();
    assertThat(stages)
        .isEqualTo(new ArrayList<>(new TreeSet<>(stages)))
        .contains(BuildStage.STARTING, BuildStage.BUILDING, BuildStage.PUSHING)
        .doesNotContain(BuildStage.QUEUED, BuildStage.VERIFYING);
    assertThat(attempt.heard().isRepeated()).isFalse();
  }

  @Test
  @DisplayName("of which no step runs any more, nor what it left in the background")
  void endsDaemons() throws Exception {
    Attempt attempt =
        bench()
            .begin(
                bench()
                    .job(
                        """
                        RUN (setsid sh -c '%s' > /dev/null 2>&1 < /dev/null &); %s
                        """
                            .formatted(doors().waitAt("daemon"), doors().waitAt("step"))));
    doors().awaitKnock("daemon");
    doors().open("step");

    BuilderResult.Pushed image = attempt.pushed();

    assertThat(doors().isQuietAt("daemon")).isTrue();
    attempt.cancel();
    assertThat(attempt.build().await()).isEqualTo(image);
    attempt.close();
    attempt.close();
    attempt.cancel();
    assertThat(attempt.image()).contains(image.digest());
  }

  @Test
  @DisplayName("and is cleared up after also when the thread that closes it was interrupted")
  void closedWhileInterrupted() throws Exception {
    Attempt attempt = bench().begin(bench().job("RUN true\n"));
    attempt.pushed();

    try (Background<Boolean> closing = Background.run(() -> closeInterrupted(attempt))) {
      assertThat(closing.result()).as("the interrupt is kept").isTrue();
    }

    assertThat(bench().leftovers()).isEmpty();
  }

  private static boolean closeInterrupted(Attempt attempt) {
    Thread.currentThread().interrupt();
    attempt.build().close();
    return Thread.interrupted();
  }

  @Test
  @DisplayName("two at a time, neither of which hears or hinders the other")
  void sideBySide() throws Exception {
    Attempt one = bench().begin(bench().job(meeting("one")));
    Attempt two = bench().begin(bench().job(meeting("two")));
    doors().awaitKnock("one");
    doors().awaitKnock("two");
    doors().open("one");
    doors().open("two");

    BuilderResult.Pushed first = one.pushed();
    BuilderResult.Pushed second = two.pushed();

    assertThat(one.heard().lines()).contains("this is one").doesNotContain("this is two");
    assertThat(two.heard().lines()).contains("this is two").doesNotContain("this is one");
    assertThat(first.digest()).isNotEqualTo(second.digest());
  }

  private String meeting(String name) {
    return "RUN %s; echo this is %s | tee /name\n".formatted(doors().waitAt(name), name);
  }
}
