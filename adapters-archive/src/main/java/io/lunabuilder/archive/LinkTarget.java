package io.lunabuilder.archive;

import java.nio.charset.StandardCharsets;

/**
 * The rule for symbolic links: relative, and inside wherever its own links lead. {@code ..} may
 * only stand at the beginning, where it leaves real folders; behind a name it could leave the end
 * of another link, which may lie anywhere. Whether there is something at its end does not matter.
 */
final class LinkTarget {
  private LinkTarget() {}

  /**
   * Checks the text of a symbolic link.
   *
   * @param link where the link itself goes
   * @param limit bytes of the target in UTF-8
   * @throws UnusableArchiveException when it could lead out
   */
  static String checked(EntryPath link, String target, int limit) throws UnusableArchiveException {
    if (target.isEmpty()) {
      throw UnusableArchiveException.corrupt(
          "the symbolic link " + EntryName.shown(link.toString()) + " leads to nothing");
    }
    if (target.startsWith("/")) {
      throw refused(link, target, "is absolute");
    }
    if (target.codePoints().anyMatch(EntryName::isUnwritable)
        || target.getBytes(StandardCharsets.UTF_8).length > limit) {
      throw refused(link, target, "is no path");
    }
    int up = 0;
    boolean below = false;
    for (String name : target.split("/", -1)) {
      if (name.equals("..")) {
        up++;
        if (below) {
          throw refused(link, target, "has \"..\" behind a name");
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        below = true;
      }
    }
    if (up > Math.max(link.depth(), 0)) {
      throw refused(link, target, "leads out of the archive's folder");
    }
    return target;
  }

  private static UnusableArchiveException refused(EntryPath link, String target, String why) {
    return UnusableArchiveException.unsafe(
        "the target "
            + EntryName.shown(target)
            + " of the symbolic link "
            + EntryName.shown(link.toString())
            + " "
            + why);
  }
}
