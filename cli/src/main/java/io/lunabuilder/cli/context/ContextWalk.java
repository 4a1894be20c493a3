package io.lunabuilder.cli.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Goes through a folder in the order of names, so that the same folder gives the same archive. */
final class ContextWalk {
  private final Path root;
  private final DockerIgnore ignore;
  private final Consumer<String> notes;
  private final Set<String> writtenFolders = new HashSet<>();

  ContextWalk(Path root, DockerIgnore ignore, Consumer<String> notes) {
    this.root = root;
    this.ignore = ignore;
    this.notes = notes;
  }

  /** Writes all that is not left out. */
  void into(TarWriter archive) throws IOException {
    folder("", root, archive);
  }

  private void folder(String name, Path folder, TarWriter archive) throws IOException {
    for (Path child : children(folder)) {
      String childName =
          name.isEmpty() ? child.getFileName().toString() : name + "/" + child.getFileName();
      boolean ignored = ignore.ignores(childName);
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        if (!ignored) {
          writeFolder(childName, archive);
        }
        if (!ignored || ignore.mayKeepInside(childName)) {
          folder(childName, child, archive);
        }
      } else if (!ignored) {
        writeParents(childName, archive);
        leaf(childName, child, archive);
      }
    }
  }

  private void leaf(String name, Path path, TarWriter archive) throws IOException {
    if (Files.isSymbolicLink(path)) {
      archive.symbolicLink(name, path);
    } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      archive.file(name, path);
    } else {
      notes.accept(name + " is left out: it is neither file, folder nor link");
    }
  }

  /** A file that was taken back brings the folders that it is in. */
  private void writeParents(String name, TarWriter archive) throws IOException {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      writeFolder(name.substring(0, end), archive);
    }
  }

  private void writeFolder(String name, TarWriter archive) throws IOException {
    if (writtenFolders.add(name)) {
      writeParents(name, archive);
      archive.folder(name, root.resolve(name));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
