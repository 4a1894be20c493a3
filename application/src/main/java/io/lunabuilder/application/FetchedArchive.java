package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An archive while it is fetched: broken transfers go on where they broke, and at the end its
 * digest is known.
 */
final class FetchedArchive implements ArchiveContent {
  private final Archive archive;
  private final ArchiveContent opened;
  private final InputStream bytes;
  private final MessageDigest sha256 = sha256();
  private final InputStream stream;

  FetchedArchive(
      ArchiveSource source, Archive archive, ArchiveContent opened, ResumedStream.Tries tries) {
    this.archive = archive;
    this.opened = opened;
    this.bytes =
        opened
            .version()
            .<InputStream>map(
                version -> new ResumedStream(source, archive.withVersion(version), opened, tries))
            .orElseGet(opened::stream);
    this.stream = archive.digest() == null ? bytes : new DigestInputStream(new Open(bytes), sha256);
  }

  /**
   * Stays open until the archive is closed: what is behind its last entry belongs to its digest.
   */
  private static final class Open extends FilterInputStream {
    Open(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  @Override
  public InputStream stream() {
    return stream;
  }

  @Override
  public Optional<Path> file() {
    return opened.file();
  }

  @Override
  public OptionalLong size() {
    return opened.size();
  }

  @Override
  public Optional<ArchiveVersion> version() {
    return opened.version();
  }

  /**
   * Compares all bytes with the digest that the caller told, once the archive was read.
   *
   * @return what is wrong; empty when nothing is, or no digest was told
   */
  Optional<ArchiveProblem> verify() {
    Digest wanted = archive.digest();
    if (wanted == null) {
      return Optional.empty();
    }
    try {
      Digest found = found();
      return found.equals(wanted) ? Optional.empty() : Optional.of(differs(wanted, found));
    } catch (ArchiveRefusedException e) {
      return Optional.of(e.problem());
    } catch (IOException e) {
      String message = archive.link() + " broke off at its end: " + e.getMessage();
      return Optional.of(new ArchiveProblem(FailureCode.ARCHIVE_UNREACHABLE, message));
    }
  }

  /** A file may have been read in any order, and by others' means. */
  private Digest found() throws IOException {
    @Nullable Path file = opened.file().orElse(null);
    if (file == null) {
      stream.transferTo(OutputStream.nullOutputStream());
    } else {
      sha256.reset();
      try (InputStream all = new DigestInputStream(Files.newInputStream(file), sha256)) {
        all.transferTo(OutputStream.nullOutputStream());
      }
    }
    return Digest.ofSha256(HexFormat.of().formatHex(sha256.digest()));
  }

  private ArchiveProblem differs(Digest wanted, Digest found) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_CHANGED,
        archive.link() + " has the SHA-256 " + found.hex() + ", and not " + wanted.hex());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    opened.close();
  }
}
