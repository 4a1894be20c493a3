package io.lunabuilder.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What is at a path of the disk; a link there is not followed. */
enum PathKind {
  ABSENT,
  FOLDER,
  LINK,
  OTHER;

  static PathKind of(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        return FOLDER;
      }
      return attributes.isSymbolicLink() ? LINK : OTHER;
    } catch (IOException e) {
      return ABSENT; // what cannot be looked at cannot be made either, and then says why
    }
  }
}
