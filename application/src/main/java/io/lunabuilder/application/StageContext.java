package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveUnpacker;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings an archive to the folder where it is built, and makes sure that there is a Dockerfile
 * (R22).
 */
public final class StageContext implements ContextStaging {
  private final ArchiveSources sources;
  private final ArchiveUnpacker unpacker;
  private final ResumedStream.Tries tries;

  public StageContext(ArchiveSources sources, ArchiveUnpacker unpacker) {
    this(sources, unpacker, ResumedStream.Tries.USUAL);
  }

  StageContext(ArchiveSources sources, ArchiveUnpacker unpacker, ResumedStream.Tries tries) {
    this.sources = sources;
    this.unpacker = unpacker;
    this.tries = tries;
  }

  @Override
  public Optional<ArchiveProblem> stage(
      Archive archive, Path folder, ContextPath context, ContextPath dockerfile)
      throws InterruptedException {
    Optional<ArchiveSource> source = sources.find(archive.link());
    if (source.isEmpty()) {
      return problem(
          FailureCode.ARCHIVE_NOT_FOUND,
          archive.link() + " is not a link that this service can read");
    }
    Optional<ArchiveProblem> problem =
        switch (source.get().open(archive)) {
          case ArchiveSource.Opening.Refused(ArchiveProblem refused) -> Optional.of(refused);
          case ArchiveSource.Opening.Opened(ArchiveContent content) ->
              unpack(new FetchedArchive(source.get(), archive, content, tries), folder);
        };
    return problem.isPresent() ? problem : missingDockerfile(folder, context, dockerfile);
  }

  private Optional<ArchiveProblem> unpack(FetchedArchive archive, Path folder)
      throws InterruptedException {
    try (archive) {
      Optional<ArchiveProblem> problem = unpacker.unpack(archive, folder);
      return problem.isPresent() ? problem : archive.verify();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ArchiveProblem> missingDockerfile(
      Path folder, ContextPath context, ContextPath dockerfile) {
    Path root = folder.resolve(context.value());
    Path file = root.resolve(dockerfile.value());
    if (!isInside(folder, file)) {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? problem(
              FailureCode.DOCKERFILE_MISSING,
              context.resolve(dockerfile) + " is a link that leads out of the archive or nowhere")
          : problem(
              FailureCode.DOCKERFILE_MISSING,
              "there is no " + context.resolve(dockerfile) + " in the archive" + hint(folder));
    }
    if (Files.isDirectory(file)) {
      return problem(
          FailureCode.DOCKERFILE_MISSING, context.resolve(dockerfile) + " is a folder, not a file");
    }
    return Optional.empty();
  }

  /** Follows links and compares real paths: a link must not smuggle a file of the machine in. */
  private static boolean isInside(Path folder, Path file) {
    try {
      return file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** People often pack the folder instead of what is in it. */
  private static String hint(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> first = entries.limit(2).toList();
      boolean single = first.size() == 1 && Files.isDirectory(first.getFirst());
      return single && Files.exists(first.getFirst().resolve("Dockerfile"))
          ? "; there is one in its only folder: set context to \""
              + first.getFirst().getFileName()
              + "\""
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<ArchiveProblem> problem(FailureCode code, String message) {
    return Optional.of(new ArchiveProblem(code, message));
  }
}
