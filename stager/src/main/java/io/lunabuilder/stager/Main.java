package io.lunabuilder.stager;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.StageContext;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.archive.AllowedHosts;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.HttpLimits;
import io.lunabuilder.archive.UnpackLimits;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.kanikokit.DockerfileCheck;
import io.lunabuilder.kanikokit.LastWords;
import io.lunabuilder.kanikokit.StagingTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stages one archive in a pod: {@code stager FOLDER WORDS [EXECUTOR'S ARGUMENTS]}. It ends with 0
 * when the folder is ready to be built, else with 1, and its reason is in the file WORDS.
 */
public final class Main {
  private static final String BUILD_ARGUMENT = "--build-arg=";

  private Main() {}

  /** Runs, and ends the process. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> all = Arrays.asList(arguments);
    System.exit(
        run(
            System.getenv(),
            Path.of(all.get(0)),
            Path.of(all.get(1)),
            all.subList(2, all.size()),
            System.err));
  }

  /**
   * The same without an end of the process.
   *
   * @param said gets what a reader of the build's log should know
   * @return the exit code
   */
  static int run(
      Map<String, String> environment,
      Path folder,
      Path words,
      List<String> executorArguments,
      PrintStream said)
      throws InterruptedException {
    Optional<ArchiveProblem> problem;
    try {
      problem = stage(StagingTask.of(environment), folder, executorArguments, said);
    } catch (IOException | RuntimeException e) {
      problem = Optional.of(new ArchiveProblem(FailureCode.INTERNAL_ERROR, e.toString()));
    }
    problem.ifPresent(found -> tell(found, words, said));
    return problem.isPresent() ? 1 : 0;
  }

  private static Optional<ArchiveProblem> stage(
      StagingTask task, Path folder, List<String> executorArguments, PrintStream said)
      throws IOException, InterruptedException {
    said.println("Fetching " + task.archive().link());
    Files.createDirectories(folder);
    Path spool = Files.createDirectories(folder.resolveSibling("spool"));
    HttpLimits http = HttpLimits.upTo(task.limits().archiveBytes());
    UnpackLimits unpacking =
        UnpackLimits.upTo(task.limits().contextBytes(), task.limits().entries());
    ArchiveSource source =
        ArchiveAdapters.http(
            http, AllowedHosts.of(task.allowedHosts()), task.archiveHost(), task.tls());
    StageContext staging =
        new StageContext(
            new ArchiveSources(List.of(source)), ArchiveAdapters.unpacker(unpacking, spool));
    Optional<ArchiveProblem> problem =
        staging.stage(task.archive(), folder, task.context(), task.dockerfile());
    return problem.isPresent() ? problem : dockerfileProblem(task, folder, executorArguments);
  }

  private static Optional<ArchiveProblem> dockerfileProblem(
      StagingTask task, Path folder, List<String> executorArguments) throws IOException {
    List<String> values =
        executorArguments.stream()
            .filter(argument -> argument.startsWith(BUILD_ARGUMENT))
            .map(argument -> argument.substring(argument.indexOf('=', BUILD_ARGUMENT.length()) + 1))
            .toList();
    return DockerfileCheck.problem(
        folder, task.context(), task.dockerfile(), values, task.insecureRegistries());
  }

  private static void tell(ArchiveProblem problem, Path words, PrintStream said) {
    said.println("Cannot be built: " + problem.message());
    try {
      Files.writeString(words, LastWords.of(problem).text());
    } catch (IOException e) {
      said.println("The reason could not be written to " + words + ": " + e.getMessage());
    }
  }
}
