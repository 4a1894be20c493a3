package io.lunabuilder.kaniko;

/** How a build gets a root file system of its own, in the order in which they are preferred. */
public enum IsolationWay {
  /** Own mount and process namespaces; needs root with CAP_SYS_ADMIN. */
  NAMESPACES("namespaces", "own mount and process namespaces"),
  /** The same inside a user namespace; an ordinary user with ranges in /etc/subuid. */
  USER_NAMESPACE("user-namespace", "own user, mount and process namespaces"),
  /**
   * A changed root without mounts; root in an unprivileged container (CAP_SYS_CHROOT, CAP_MKNOD).
   */
  CHROOT("chroot", "a changed root without namespaces");

  private final String word;
  private final String meaning;

  IsolationWay(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** What the supervisor script calls it. */
  String word() {
    return word;
  }

  /** In words, for people. */
  public String meaning() {
    return meaning;
  }
}
