package io.lunabuilder.archive;

import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveStructSparse;

/**
 * Where in a sparse file its bytes lie. A map that takes more or fewer bytes than the entry has
 * would make the next header of something else.
 */
final class SparseMap {
  private static final int MOST_PIECES = 50_000;
  private static final int BLOCK = 512;

  private SparseMap() {}

  /**
   * @throws UnusableArchiveException when the map does not fit the entry
   */
  static void check(TarArchiveEntry entry) throws UnusableArchiveException {
    List<TarArchiveStructSparse> pieces = entry.getSparseHeaders();
    if (pieces.size() > MOST_PIECES) {
      throw UnusableArchiveException.unsafe(
          "the sparse file "
              + EntryName.shown(entry.getName())
              + " is in more than "
              + MOST_PIECES
              + " pieces");
    }
    long bytes = entry.isPaxGNU1XSparse() ? lengthInFile(pieces) : 0;
    for (TarArchiveStructSparse piece : pieces) {
      bytes += piece.getNumbytes();
    }
    if (bytes != entry.getSize()) {
      throw UnusableArchiveException.corrupt(
          "the sparse file "
              + EntryName.shown(entry.getName())
              + " has a map that does not fit it; make the archive again");
    }
  }

  /**
   * Bytes of a map of version 1.0, which stands before the file's own: decimal numbers in lines,
   * filled up to whole blocks (GNU tar's manual, "Storing Sparse Files"). One that fills its blocks
   * already is followed by another block: not by what GNU tar writes, but by how commons-compress
   * reads it, so that it is told here instead of being read wrong.
   */
  private static long lengthInFile(List<TarArchiveStructSparse> pieces) {
    long length = line(pieces.size());
    for (TarArchiveStructSparse piece : pieces) {
      length += line(piece.getOffset()) + line(piece.getNumbytes());
    }
    return (length / BLOCK + 1) * BLOCK;
  }

  private static int line(long number) {
    return String.valueOf(number).length() + 1;
  }
}
