package io.lunabuilder.archive;

/** How far reading an archive has come, in words: libraries that fail do not name the entry. */
final class Place {
  private String words = "before its first entry";

  /** The entry {@code name} is being read. */
  void within(String name) {
    words = "within the entry " + EntryName.shown(name);
  }

  /** The entry {@code name} was read whole. */
  void after(String name) {
    words = "after the entry " + EntryName.shown(name);
  }

  /** For example {@code within the entry "Dockerfile"}. */
  @Override
  public String toString() {
    return words;
  }
}
