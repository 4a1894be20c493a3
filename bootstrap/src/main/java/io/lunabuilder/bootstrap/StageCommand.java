package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.cli.HelpfulCommand;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.Checked;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code luna-builder stage}: brings an archive to a folder, as a build does before it begins. */
@Command(
    name = "stage",
    description = "Fetches an archive and unpacks it into a folder, as a build would.",
    footer = {"", "Exit codes: 0 ready to be built, 1 unusable archive, 2 bad usage."})
final class StageCommand extends HelpfulCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE|LINK", description = "The archive.")
  private String archive = "";

  @Parameters(index = "1", paramLabel = "FOLDER", description = "Where to; empty or not there yet.")
  private Path folder = Path.of("");

  @Option(
      names = "--context",
      paramLabel = "PATH",
      defaultValue = "",
      description = "The folder of the archive that is the build context.")
  private String context = "";

  @Option(
      names = "--dockerfile",
      paramLabel = "PATH",
      defaultValue = "Dockerfile",
      description = "The Dockerfile in it (${DEFAULT-VALUE}).")
  private String dockerfile = "Dockerfile";

  @Option(
      names = "--sha256",
      paramLabel = "DIGITS",
      description = "The SHA-256 of the archive; another archive is refused.")
  private @Nullable String sha256;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = {
        "Certificates (PEM) of those that may have signed the one of LINK's host;",
        "no others are trusted there."
      })
  private @Nullable Path authorities;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(command);
    try {
      Settings settings = Startup.settings(System.getenv());
      Archive fetched = new Archive(link(), digest(), null);
      ContextPath root = checked(ContextPath.parse("--context", context));
      ContextPath file = checked(ContextPath.parse("--dockerfile", dockerfile));
      Optional<ArchiveProblem> problem = stage(settings, fetched, root, file);
      problem.ifPresent(told -> console.say(told.code().label() + ": " + told.message()));
      return problem.isPresent() ? 1 : 0;
    } catch (StartFailure failure) {
      console.say(String.valueOf(failure.getMessage()));
      return failure.exitCode();
    } catch (IOException failure) {
      console.say(String.valueOf(StartFailure.of(failure).getMessage()));
      return 1;
    }
  }

  /** What cannot be staged leaves nothing behind. */
  private Optional<ArchiveProblem> stage(
      Settings settings, Archive fetched, ContextPath root, ContextPath file)
      throws IOException, InterruptedException {
    Path target = folder.toAbsolutePath();
    boolean made = Files.notExists(target);
    Files.createDirectories(target);
    requireEmpty();
    boolean staged = false;
    try {
      Optional<ArchiveProblem> problem =
          staging(settings, fetched, target).stage(fetched, target, root, file);
      staged = problem.isEmpty();
      return problem;
    } finally {
      if (!staged) {
        clear(target, made);
      }
    }
  }

  private static void clear(Path target, boolean alsoItself) throws IOException {
    try (Stream<Path> tree = Files.walk(target)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        if (alsoItself || !path.equals(target)) {
          Files.delete(path);
        }
      }
    }
  }

  private ContextStaging staging(Settings settings, Archive fetched, Path spool)
      throws IOException {
    ArchiveSources sources =
        authorities == null
            ? Sources.of(new LiveSettings(settings), ArchiveAdapters.files(), Console.of(command))
            : new ArchiveSources(List.of(trusting(authorities, settings, fetched)));
    return Sources.staging(sources, settings, spool);
  }

  private ArchiveSource trusting(Path file, Settings settings, Archive fetched) {
    try {
      return ArchiveAdapters.http(
          settings.limits().fetching(),
          settings.archiveHosts(),
          fetched.link().host(),
          ServerTrust.Authorities.in(file));
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), file + " " + e.getMessage());
    }
  }

  /** A path is a link to a file. */
  private ArchiveLink link() {
    if (!archive.contains("://") && Files.isDirectory(Path.of(archive))) {
      throw new ParameterException(
          command.commandLine(),
          archive + " is a folder; name an archive, for example one made by tar -cf");
    }
    String text =
        archive.contains("://") ? archive : Path.of(archive).toAbsolutePath().toUri().toString();
    return checked(ArchiveLink.parse("FILE|LINK", text));
  }

  private @Nullable Digest digest() {
    return sha256 == null ? null : checked(Archive.digest("--sha256", sha256));
  }

  private void requireEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new ParameterException(
            command.commandLine(), folder + " is not empty; name another folder");
      }
    }
  }

  private <T> T checked(Checked<T> value) {
    return switch (value) {
      case Checked.Valid<T>(T right) -> right;
      case Checked.Invalid<T>(var violations) ->
          throw new ParameterException(command.commandLine(), violations.getFirst().sentence());
    };
  }
}
