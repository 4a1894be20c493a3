package io.lunabuilder.cli.context;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as Go's {@code path.Clean} has them, whose rules {@code .dockerignore} inherits. */
final class GoPath {
  private GoPath() {}

  /** Without {@code .}, empty and inner {@code ..} elements, and without a slash at the end. */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> kept = new ArrayDeque<>();
    for (String element : path.split("/", -1)) {
      if (element.equals("..") && !kept.isEmpty() && !kept.getLast().equals("..")) {
        kept.removeLast();
      } else if (element.equals("..") ? !rooted : !element.isEmpty() && !element.equals(".")) {
        kept.addLast(element);
      }
    }
    String joined = String.join("/", kept);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
