package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.application.port.BuilderResult;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuilderName;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service with a builder that prints all secrets it could know, and fails in the way that the
 * image's name tells: a failure code, {@code throws}, or {@code pushed} to where no registry is.
 *
 * @param secrets of registries
 */
record SpillingBuildService(List<String> secrets) implements Runners {

  /** Argument: a file with the secrets, one in each line. */
  public static void main(String[] arguments) throws Exception {
    FakeBuildService.serve(new SpillingBuildService(Files.readAllLines(Path.of(arguments[0]))));
  }

  @Override
  public Supplier<List<String>> start(LiveSettings settings, Wiring wiring) throws IOException {
    new Workers(
            Tools.of(settings, _ -> new Spilling(secrets), List.of()),
            () -> () -> {},
            () -> Duration.ZERO)
        .start(settings, wiring);
    return List::of;
  }

  private record Spilling(List<String> secrets) implements ImageBuilder {
    @Override
    public BuilderName name() {
      return BuilderName.LOCAL_KANIKO;
    }

    @Override
    public RunningBuild start(BuildJob.InProgress job, BuildProgress progress) {
      progress.stage(BuildStage.BUILDING);
      secrets.forEach(secret -> progress.log("the step says " + secret + ", twice: " + secret));
      String image = job.spec().image().toString();
      String way = image.replaceFirst(".*/", "").replaceFirst(":.*", "");
      return switch (way) {
        case "throws" -> throw new IllegalStateException("the builder of the test stumbles");
        case "pushed" ->
            new RunningBuild.Ended(
                new BuilderResult.Pushed(
                    job.spec().image(), new Digest("sha256:" + "0".repeat(64))));
        default -> new RunningBuild.Ended(new BuilderResult.Failed(failure(way)));
      };
    }

    private Failure failure(String way) {
      FailureCode code = FailureCode.valueOf(way.toUpperCase(Locale.ROOT));
      return Failure.of(code, BuildStage.BUILDING, "it has " + String.join(" and ", secrets));
    }

    @Override
    public Optional<RunningBuild> adopt(BuildJob.InProgress job, BuildProgress progress) {
      return Optional.empty();
    }
  }
}
