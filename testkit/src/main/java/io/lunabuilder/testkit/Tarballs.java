package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveRefusedException;
import io.lunabuilder.application.port.ArchiveUnpacker;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Makes archives of a build's files, and unpacks them where only tests do: it trusts what is in
 * them.
 */
public final class Tarballs implements ArchiveUnpacker {

  /**
   * A {@code .tar.gz}.
   *
   * @param files their text, by their paths
   */
  public static byte[] of(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Optional<ArchiveProblem> unpack(ArchiveContent archive, Path folder) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(archive.stream()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(tar, file);
      }
      return Optional.empty();
    } catch (ArchiveRefusedException e) {
      return Optional.of(e.problem());
    } catch (IOException e) {
      return Optional.of(
          new ArchiveProblem(
              FailureCode.ARCHIVE_CORRUPT, "the archive is no .tar.gz: " + e.getMessage()));
    }
  }
}
