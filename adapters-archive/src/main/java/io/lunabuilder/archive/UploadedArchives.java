package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Archives that callers sent, each a file named by its id in one folder. A file has its name only
 * once it is whole and on the disk.
 */
public final class UploadedArchives implements ArchiveSource, ArchiveUploads {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern LINK = Pattern.compile("upload://(" + ID + ")");

  private final Path folder;
  private final LongSupplier limitBytes;
  private final Supplier<UUID> ids;

  private UploadedArchives(Path folder, LongSupplier limitBytes, Supplier<UUID> ids) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.ids = ids;
  }

  /**
   * Opens the folder, and removes what earlier uploads left unfinished in it. Only one service may
   * use a folder.
   *
   * @param folder made when it is absent
   * @param limitBytes largest archive that is taken now
   * @param ids where ids come from; they are the only key to an archive and must not be guessable
   * @throws IOException when the folder cannot be used
   */
  static UploadedArchives open(Path folder, LongSupplier limitBytes, Supplier<UUID> ids)
      throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> unfinished =
        Files.newDirectoryStream(folder, "*" + UploadFile.SUFFIX)) {
      for (Path file : unfinished) {
        Files.deleteIfExists(file);
      }
    }
    return new UploadedArchives(folder, limitBytes, ids);
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter("upload"::equals).isPresent();
  }

  @Override
  public String example() {
    return "upload://0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77";
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return file(link).filter(Files::isRegularFile).isPresent()
        ? new Probe.Fine(null)
        : new Probe.Wrong(absent(link));
  }

  @Override
  public Opening open(Archive archive, long offset) {
    ArchiveLink link = archive.link();
    Optional<Path> file = file(link);
    if (file.isEmpty()) {
      return new Opening.Refused(absent(link));
    }
    try {
      return new Opening.Opened(FileContent.open(file.get()));
    } catch (NoSuchFileException e) {
      return new Opening.Refused(absent(link));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Reception receive(InputStream body) throws IOException {
    UUID id = ids.get();
    long limit = limitBytes.getAsLong();
    try (UploadFile file = UploadFile.create(folder, id.toString())) {
      long size = file.fill(body, limit);
      if (size > limit) {
        return new Reception.TooLarge(limit);
      }
      if (size == 0) {
        return new Reception.Empty();
      }
      file.keep(folder.resolve(id.toString()));
      return new Reception.Received(new ArchiveLink("upload://" + id), size, file.sha256());
    }
  }

  @Override
  public Optional<Path> find(ArchiveLink link) {
    return file(link).filter(Files::isRegularFile);
  }

  @Override
  public boolean delete(ArchiveLink link) {
    try {
      Optional<Path> file = file(link);
      return file.isPresent() && Files.deleteIfExists(file.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int purge(Instant receivedBefore) {
    int purged = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, UploadedArchives::isKept)) {
      for (Path file : files) {
        if (isOlder(file, receivedBefore) && Files.deleteIfExists(file)) {
          purged++;
        }
      }
      return purged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isKept(Path file) {
    return file.getFileName().toString().matches(ID);
  }

  private static boolean isOlder(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Optional<Path> file(ArchiveLink link) {
    Matcher matcher = LINK.matcher(link.value());
    return matcher.matches() ? Optional.of(folder.resolve(matcher.group(1))) : Optional.empty();
  }

  private static ArchiveProblem absent(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_NOT_FOUND,
        "there is no upload " + link + "; it may have grown too old");
  }
}
