package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Unpacks one tar, in the order in which it comes. */
final class TarUnpacking {
  private final Budget budget;
  private final UnpackFolder folder;
  private final Place place;
  private final byte[] buffer = new byte[Copying.BUFFER];

  TarUnpacking(Budget budget, UnpackFolder folder, Place place) {
    this.budget = budget;
    this.folder = folder;
    this.place = place;
  }

  void unpack(InputStream archive) throws IOException, InterruptedException {
    TarInput in = new TarInput(archive);
    try (TarEntries entries = new TarEntries(in)) {
      for (TarArchiveEntry entry = next(entries, in); entry != null; entry = next(entries, in)) {
        Copying.heedInterrupt();
        budget.entry();
        place.within(entry.getName());
        unpack(entry, entries);
      }
      if (entries.isCut()) {
        throw UnusableArchiveException.corrupt(
            "the archive is cut short " + place + ": its end is missing; make it again");
      }
      in.expectRest();
      ignoreRest(in);
    }
  }

  private TarArchiveEntry next(TarEntries entries, TarInput in) throws IOException {
    if (entries.getCurrentEntry() != null) {
      Copying.drain(entries, buffer, count -> budget.bytes("", count));
    }
    if (entries.getCurrentEntry() != null) {
      place.after(entries.getCurrentEntry().getName());
    }
    in.expectHeader();
    TarArchiveEntry next = entries.getNextEntry();
    in.expectContent();
    if (next != null && next.isSparse()) {
      SparseMap.check(next);
    }
    return next;
  }

  private void unpack(TarArchiveEntry entry, TarEntries entries) throws IOException {
    String name = entry.getName();
    EntryPath path = EntryPath.of(name, budget.limits().pathBytes());
    if (entries.hasBrokenText(entry)) {
      throw UnusableArchiveException.unsafe(
          "the entry " + EntryName.shown(name) + " has a name or target that is no UTF-8 text");
    }
    FileTime modified = entry.getLastModifiedTime();
    if (entry.isDirectory()) {
      requireNoBytes(entry);
      folder.folder(path, entry.getMode(), modified);
    } else if (entry.isSymbolicLink()) {
      folder.symbolicLink(
          path, LinkTarget.checked(path, entry.getLinkName(), budget.limits().pathBytes()));
    } else if (entry.isLink()) {
      folder.hardLink(path, EntryPath.of(entry.getLinkName(), budget.limits().pathBytes()));
    } else if (isFile(entry)) {
      budget.announce(name, entry.getRealSize());
      folder.file(
          path,
          entry.getMode(),
          modified,
          entry.getRealSize(),
          out -> write(name, entry, entries, out));
    } else {
      throw UnusableArchiveException.unsafe(
          "the entry "
              + EntryName.shown(name)
              + " is "
              + described(entry)
              + ", no file, folder or link");
    }
  }

  private void write(String name, TarArchiveEntry entry, TarEntries entries, OutputStream out)
      throws IOException {
    long written = Copying.copy(entries, out, name, buffer, count -> budget.bytes(name, count));
    if (written != entry.getRealSize()) {
      throw UnusableArchiveException.corrupt(
          "the archive is cut short " + place + "; make it again");
    }
  }

  /**
   * Programs differ in whether they pass over them, and so in what they take for the next entry.
   */
  private static void requireNoBytes(TarArchiveEntry folder) throws UnusableArchiveException {
    if (folder.getSize() > 0) {
      throw UnusableArchiveException.corrupt(
          "the folder "
              + EntryName.shown(folder.getName())
              + " has bytes of its own; make the archive again");
    }
  }

  /** Of the types that are not known here, some are of one vendor only, and some are no files. */
  private static boolean isFile(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM,
          TarConstants.LF_NORMAL,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE ->
          true;
      default -> false;
    };
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
  }

  private static String described(TarArchiveEntry entry) {
    if (entry.isFIFO()) {
      return "a fifo";
    }
    return isSpecial(entry) ? "a device" : "of an unknown type";
  }

  /**
   * What follows the end is not ours, as with {@code tar xf}. It is read all the same: only at its
   * own end can a compressed stream be seen to be whole.
   */
  private void ignoreRest(InputStream in) throws IOException {
    Copying.drain(in, buffer, count -> budget.bytes("", count));
  }
}
