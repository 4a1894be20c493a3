package io.lunabuilder.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folder that one archive is unpacked into. It makes files, folders and links, never through a
 * link. Of several entries with one name the last counts, but a folder is never removed: one that
 * was once seen to be real stays so, since only this object changes the folder while it is at work.
 */
final class UnpackFolder implements AutoCloseable {
  /** How many seen folders are remembered; more only costs looking again. */
  private static final int REMEMBERED = 4096;

  private static final int PERMISSIONS = 07777;

  private record FolderAttributes(Path folder, int mode, FileTime modified) {}

  private final Path top;
  private final Set<String> seen = new HashSet<>();
  private final List<FolderAttributes> later = new ArrayList<>();
  private final FileQueue files = new FileQueue();
  private final long mostFolders;
  private long folders;

  /**
   * @param mostFolders how many folders may be made, also such that have no entry of their own
   */
  UnpackFolder(Path top, long mostFolders) {
    this.top = top;
    this.mostFolders = mostFolders;
  }

  /**
   * Makes a folder, or takes one that is there; its mode and time are set at the {@linkplain
   * #finish end}.
   */
  void folder(EntryPath path, int mode, FileTime modified) throws IOException {
    if (path.isTop()) {
      return;
    }
    makeFolder(path, path);
    later.add(new FolderAttributes(resolve(path), mode & PERMISSIONS, modified));
  }

  /**
   * Makes a file, a small one a little later.
   *
   * @param size bytes, as far as the archive says it
   */
  void file(EntryPath path, int mode, FileTime modified, long size, NewFile.Content content)
      throws IOException {
    files.settle(path.toString());
    NewFile file = new NewFile(newPlace(path), mode & PERMISSIONS, modified);
    if (size > FileQueue.LARGEST_FILE) {
      DiskChange.make(path, () -> DiskChange.replacing(file.file(), () -> file.make(content)));
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(size, 0));
    content.writeTo(bytes);
    files.add(
        path,
        () -> {
          DiskChange.make(
              path, () -> DiskChange.replacing(file.file(), () -> file.make(bytes::writeTo)));
          return path;
        });
  }

  /** Makes a symbolic link; the target has been checked. */
  void symbolicLink(EntryPath path, String target) throws IOException {
    files.settle(path.toString());
    Path link = newPlace(path);
    Path end = place(path, target);
    DiskChange.make(
        path, () -> DiskChange.replacing(link, () -> Files.createSymbolicLink(link, end)));
  }

  /** Makes another name of a file that was unpacked before. */
  void hardLink(EntryPath path, EntryPath existing) throws IOException {
    files.settle(path.toString());
    files.settle(existing.toString());
    checkFolders(existing);
    Path file = resolve(existing);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw UnusableArchiveException.unsafe(
          "the hard link "
              + EntryName.shown(path.toString())
              + " leads to "
              + EntryName.shown(existing.toString())
              + ", which is no file before it in the archive");
    }
    if (path.equals(existing)) {
      return;
    }
    Path link = newPlace(path);
    DiskChange.make(path, () -> DiskChange.replacing(link, () -> Files.createLink(link, file)));
  }

  /** Waits until every file so far is made. */
  void settle() throws IOException {
    files.settle();
  }

  /** Gives the folders their modes and times: before, a folder could not have been filled. */
  void finish() throws IOException {
    settle();
    for (FolderAttributes attributes : later.reversed()) {
      Files.setLastModifiedTime(attributes.folder(), attributes.modified());
      Files.setAttribute(attributes.folder(), "unix:mode", attributes.mode());
    }
  }

  private Path newPlace(EntryPath path) throws IOException {
    if (path.isTop()) {
      throw UnusableArchiveException.unsafe(
          "the archive has a file or link in place of its own folder");
    }
    String parent = path.parent();
    if (!seen.contains(parent)) {
      makeFolder(new EntryPath(path.names().subList(0, path.depth())), path);
    }
    return resolve(path);
  }

  private void makeFolder(EntryPath folder, EntryPath entry) throws IOException {
    for (int i = 1; i <= folder.names().size(); i++) {
      EntryPath sofar = new EntryPath(folder.names().subList(0, i));
      if (!seen.contains(sofar.toString())) {
        makeOne(entry, sofar.toString(), resolve(sofar));
      }
    }
  }

  private void makeOne(EntryPath path, String sofar, Path folder) throws IOException {
    files.settle(sofar);
    if (PathKind.of(folder) == PathKind.ABSENT) {
      countFolder();
      DiskChange.make(path, () -> Files.createDirectory(folder));
    } else {
      checkFolder(path, sofar, folder);
    }
    remember(sofar);
  }

  /** A path can make hundreds of folders: they count, or few entries could fill a disk. */
  private void countFolder() throws UnusableArchiveException {
    if (++folders > mostFolders) {
      throw UnusableArchiveException.tooLarge(
          "the archive has more than " + mostFolders + " folders");
    }
  }

  private void checkFolders(EntryPath path) throws IOException {
    for (int i = 1; i <= path.depth(); i++) {
      EntryPath folder = new EntryPath(path.names().subList(0, i));
      String sofar = folder.toString();
      if (!seen.contains(sofar)) {
        checkFolder(path, sofar, resolve(folder));
        remember(sofar);
      }
    }
  }

  private void checkFolder(EntryPath path, String sofar, Path folder) throws IOException {
    switch (PathKind.of(folder)) {
      case FOLDER -> {}
      case LINK ->
          throw UnusableArchiveException.unsafe(
              "the entry "
                  + EntryName.shown(path.toString())
                  + " goes through the symbolic link "
                  + EntryName.shown(sofar));
      case OTHER, ABSENT ->
          throw UnusableArchiveException.unsafe(
              "the entry "
                  + EntryName.shown(path.toString())
                  + " lies below "
                  + EntryName.shown(sofar)
                  + ", which is no folder");
    }
  }

  private void remember(String folder) {
    if (seen.size() >= REMEMBERED) {
      seen.clear();
    }
    seen.add(folder);
  }

  private Path resolve(EntryPath path) throws IOException {
    return path.isTop() ? top : top.resolve(place(path, path.toString()));
  }

  /** The Java platform refuses names that its locale cannot express. */
  private Path place(EntryPath path, String text) throws IOException {
    try {
      return top.getFileSystem().getPath(text);
    } catch (InvalidPathException e) {
      throw UnusableArchiveException.unsafe(
          "the entry "
              + EntryName.shown(path.toString())
              + " has a name that cannot be written here");
    }
  }

  /** Ends what is still being made; what is there stays. */
  @Override
  public void close() {
    files.close();
  }
}
