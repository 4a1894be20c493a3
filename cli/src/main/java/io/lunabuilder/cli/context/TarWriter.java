package io.lunabuilder.cli.context;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files, folders and symbolic links as a tar, owned by root as docker sends them. */
final class TarWriter implements AutoCloseable {
  private static final int TYPE_AND_PERMISSIONS = 0177777;

  private final TarArchiveOutputStream tar;

  TarWriter(OutputStream out) {
    tar = new TarArchiveOutputStream(new BufferedOutputStream(out), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  void folder(String name, Path path) throws IOException {
    put(new TarArchiveEntry(name + "/"), path);
    tar.closeArchiveEntry();
  }

  void symbolicLink(String name, Path path) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(Files.readSymbolicLink(path).toString());
    put(entry, path);
    tar.closeArchiveEntry();
  }

  /**
   * @throws IOException also when the file's length changes while it is read
   */
  void file(String name, Path path) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(path));
    put(entry, path);
    try {
      Files.copy(path, tar);
      tar.closeArchiveEntry();
    } catch (IOException broken) {
      throw new IOException(path + " changed or cannot be read: " + broken.getMessage(), broken);
    }
  }

  private void put(TarArchiveEntry entry, Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    entry.setIds(0, 0);
    entry.setUserName("");
    entry.setGroupName("");
    entry.setModTime((FileTime) Objects.requireNonNull(attributes.get("lastModifiedTime")));
    int mode = (Integer) Objects.requireNonNull(attributes.get("mode"));
    entry.setMode(mode & TYPE_AND_PERMISSIONS);
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
