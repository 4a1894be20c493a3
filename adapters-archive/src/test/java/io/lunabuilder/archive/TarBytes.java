package io.lunabuilder.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a tar entry by entry, also such as no honest program would write. */
final class TarBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  TarBytes() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  TarBytes file(String name, String content) {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(text.length);
    return entry(entry, text);
  }

  TarBytes folder(String name) {
    return entry(new TarArchiveEntry(name + "/", TarConstants.LF_DIR, true), new byte[0]);
  }

  TarBytes symbolicLink(String name, String target) {
    return link(name, target, TarConstants.LF_SYMLINK);
  }

  TarBytes hardLink(String name, String target) {
    return link(name, target, TarConstants.LF_LINK);
  }

  private TarBytes link(String name, String target, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    return entry(entry, new byte[0]);
  }

  /** An entry of a type such as {@link TarConstants#LF_CHR}. */
  TarBytes special(String name, byte type) {
    return entry(new TarArchiveEntry(name, type, true), new byte[0]);
  }

  TarBytes entry(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole archive. */
  byte[] bytes() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
