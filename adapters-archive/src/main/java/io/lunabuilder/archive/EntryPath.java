package io.lunabuilder.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an entry goes, below the folder that an archive is unpacked into: names without {@code ..},
 * so that as text it cannot lead out. That no link on the way leads out is for {@link UnpackFolder}
 * to see.
 *
 * @param names from the top; none for the folder itself
 */
record EntryPath(List<String> names) {
  /** The longest name that Linux file systems take, in bytes. */
  private static final int LONGEST_NAME = 255;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  EntryPath {
    names = List.copyOf(names);
  }

  /**
   * Checks an entry's name as it stands in an archive.
   *
   * @param limit bytes of the whole path in UTF-8
   * @throws UnusableArchiveException when the name leads out of the folder on any system, or cannot
   *     be a path
   */
  static EntryPath of(String name, int limit) throws UnusableArchiveException {
    if (name.isEmpty()) {
      throw UnusableArchiveException.corrupt("the archive has an entry without a name");
    }
    if (name.codePoints().anyMatch(EntryName::isUnwritable)) {
      throw refused(name, "has a control character in its name, or the name is no UTF-8 text");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > limit) {
      throw refused(name, "has a path of more than " + limit + " bytes");
    }
    if (DRIVE.matcher(name).matches()) {
      throw refused(name, "begins with the letter of a drive");
    }
    // A backslash is an ordinary character here and a separator elsewhere: safe means safe as both.
    names(name.replace('\\', '/'), name);
    return new EntryPath(names(name, name));
  }

  private static List<String> names(String path, String shown) throws UnusableArchiveException {
    if (path.startsWith("/")) {
      throw refused(shown, "has an absolute path");
    }
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        throw refused(shown, "leads out of the archive's folder by \"..\"");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw refused(shown, "has a name of more than " + LONGEST_NAME + " bytes");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  private static UnusableArchiveException refused(String name, String why) {
    return UnusableArchiveException.unsafe("the entry " + EntryName.shown(name) + " " + why);
  }

  /** How many folders it lies below the top. */
  int depth() {
    return names.size() - 1;
  }

  boolean isTop() {
    return names.isEmpty();
  }

  /** The path of the folder that it lies in, {@code ""} for the top. */
  String parent() {
    return String.join("/", names.subList(0, depth()));
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
