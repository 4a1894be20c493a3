package io.lunabuilder.kaniko;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.BuildProgress;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Runs one build in a process of its own, which a test can kill or put under limits. */
final class ChildService {
  private ChildService() {}

  /**
   * Arguments: executor, data folder, registry's host, Dockerfile. Prints the log and the result.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path data = Path.of(arguments[1]);
    String host = arguments[2];
    KanikoSettings settings =
        new KanikoSettings(
            Path.of(arguments[0]),
            data.resolve("builds"),
            data.resolve("images"),
            new Registry(host, ""),
            Set.of(host),
            null);
    StageContext staging =
        new StageContext(
            new ArchiveSources(List.of(new SingleDockerfile())),
            new WritesDockerfile(arguments[3]));
    System.out.println(
        LocalBuilds.on(settings)
            .builder(staging)
            .start(Jobs.firstAttempt(), new Printed())
            .await());
    System.out.println("the service lives");
  }

  private static final class Printed implements BuildProgress {
    @Override
    public void stage(BuildStage stage) {
      System.out.println("stage " + stage);
    }

    @Override
    public void repeat() {}

    @Override
    public void log(String line) {
      System.out.println(line);
    }
  }
}
