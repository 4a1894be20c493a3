package io.lunabuilder.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folder that one archive is unpacked into. It makes files, folders and links, never through a
 * link and never over something that is there. Only this object changes the folder while it is at
 * work, and it removes nothing: a folder that was once seen to be real stays so.
 */
final class UnpackFolder {
  /** How many seen folders are remembered; more only costs looking again. */
  private static final int REMEMBERED = 4096;

  private static final int PERMISSIONS = 07777;

  private record FolderAttributes(Path folder, int mode, FileTime modified) {}

  private final Path top;
  private final Set<String> seen = new HashSet<>();
  private final List<FolderAttributes> later = new ArrayList<>();

  UnpackFolder(Path top) {
    this.top = top;
  }

  /**
   * Makes a folder, or takes one that is there; its mode and time are set at the {@linkplain
   * #finish end}.
   */
  void folder(EntryPath path, int mode, FileTime modified) throws IOException {
    if (path.isTop()) {
      return;
    }
    makeFolder(path);
    later.add(new FolderAttributes(resolve(path), mode & PERMISSIONS, modified));
  }

  /** Where a file's bytes come from. */
  interface Content {
    void writeTo(OutputStream file) throws IOException;
  }

  /** Makes a file. */
  void file(EntryPath path, int mode, FileTime modified, Content content) throws IOException {
    Path file = newPlace(path);
    try (OutputStream out = open(path, file)) {
      content.writeTo(out);
    }
    writing(
        path,
        () -> {
          Files.setAttribute(file, "unix:mode", mode & PERMISSIONS);
          Files.setLastModifiedTime(file, modified);
        });
  }

  /** Makes a symbolic link; the target has been checked. */
  void symbolicLink(EntryPath path, String target) throws IOException {
    Path link = newPlace(path);
    writing(path, () -> Files.createSymbolicLink(link, place(path, target)));
  }

  /** Makes another name of a file that was unpacked before. */
  void hardLink(EntryPath path, EntryPath existing) throws IOException {
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
    Path link = newPlace(path);
    writing(path, () -> Files.createLink(link, file));
  }

  /** Gives the folders their modes and times: before, a folder could not have been filled. */
  void finish() throws IOException {
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
      makeFolder(new EntryPath(path.names().subList(0, path.depth())));
    }
    return resolve(path);
  }

  private void makeFolder(EntryPath path) throws IOException {
    Path folder = top;
    for (int i = 0; i < path.names().size(); i++) {
      String sofar = String.join("/", path.names().subList(0, i + 1));
      folder = resolve(new EntryPath(path.names().subList(0, i + 1)));
      if (!seen.contains(sofar)) {
        makeOne(path, sofar, folder);
      }
    }
  }

  private void makeOne(EntryPath path, String sofar, Path folder) throws IOException {
    if (kind(folder) == Kind.ABSENT) {
      writing(path, () -> Files.createDirectory(folder));
    } else {
      checkFolder(path, sofar, folder);
    }
    remember(sofar);
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
    switch (kind(folder)) {
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

  private enum Kind {
    ABSENT,
    FOLDER,
    LINK,
    OTHER
  }

  private static Kind kind(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        return Kind.FOLDER;
      }
      return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    } catch (IOException e) {
      return Kind.ABSENT; // what cannot be looked at cannot be made either, and then says why
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

  private OutputStream open(EntryPath path, Path file) throws IOException {
    OutputStream[] opened = new OutputStream[1];
    writing(
        path,
        () ->
            opened[0] =
                Files.newOutputStream(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS));
    return opened[0];
  }

  /** A change of the disk. */
  interface Change {
    void run() throws IOException;
  }

  /** Makes a change, and says what its failure means. */
  static void writing(EntryPath path, Change change) throws IOException {
    try {
      change.run();
    } catch (FileAlreadyExistsException e) {
      throw UnusableArchiveException.unsafe(
          "the entry " + EntryName.shown(path.toString()) + " is there twice");
    } catch (UnusableArchiveException | java.nio.channels.ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw DiskProblem.of(e, path.toString());
    }
  }
}
