package io.lunabuilder.archive;

/** Unpacks zips, compressed tars, and whatever else {@code ./dev/fuzz} thinks of. */
public final class ArchiveFuzz {
  private ArchiveFuzz() {}

  /** Tries one; the tool that calls this by its name watches which code it reaches. */
  public static void fuzzerTestOneInput(byte[] archive) throws Exception {
    FuzzedUnpacking.check(archive);
  }
}
