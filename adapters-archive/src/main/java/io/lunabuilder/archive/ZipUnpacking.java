package io.lunabuilder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Unpacks one zip by its central directory, in the order of the bytes. */
final class ZipUnpacking {
  /**
   * What programs of today write; the library's readers of old ways have no use, and that of xz
   * takes any memory that the archive asks for.
   */
  private static final Set<Integer> METHODS =
      Set.of(
          ZipMethod.STORED.getCode(),
          ZipMethod.DEFLATED.getCode(),
          ZipMethod.ENHANCED_DEFLATED.getCode(),
          ZipMethod.BZIP2.getCode());

  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int DEFAULT_FOLDER_MODE = 0755;
  private static final int LOCAL_HEADER = 30;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  private final Budget budget;
  private final UnpackFolder folder;
  private final Place place;
  private final byte[] buffer = new byte[Copying.BUFFER];
  private long end;

  ZipUnpacking(Budget budget, UnpackFolder folder, Place place) {
    this.budget = budget;
    this.folder = folder;
    this.place = place;
  }

  void unpack(SeekableByteChannel archive) throws IOException, InterruptedException {
    new ZipDirectory(archive, budget.limits()).check();
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new BufferedChannel(archive))
            .setCharset(StandardCharsets.UTF_8)
            .setIgnoreLocalFileHeader(true)
            .get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
      while (entries.hasMoreElements()) {
        Copying.heedInterrupt();
        budget.entry();
        ZipArchiveEntry entry = entries.nextElement();
        place.within(entry.getName());
        unpack(zip, entry);
      }
    }
  }

  private void unpack(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    EntryPath path = EntryPath.of(name, budget.limits().pathBytes());
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw UnusableArchiveException.corrupt(
          "the entry "
              + EntryName.shown(name)
              + " is encrypted; make the archive without a password");
    }
    if (!METHODS.contains(entry.getMethod())) {
      throw UnusableArchiveException.corrupt(
          "the entry "
              + EntryName.shown(name)
              + " is compressed in a way that is not read; make the archive with deflate");
    }
    requireOwnBytes(entry);
    requireText(entry);
    FileTime modified = entry.getLastModifiedTime();
    int mode = entry.getUnixMode();
    switch (mode & TYPE) {
      case LINK -> folder.symbolicLink(path, target(zip, entry, path));
      case DIRECTORY -> {
        requireNoBytes(entry);
        folder.folder(path, mode, modified);
      }
      case 0, REGULAR -> {
        if (entry.isDirectory()) {
          requireNoBytes(entry);
          folder.folder(path, DEFAULT_FOLDER_MODE, modified);
        } else {
          budget.announce(name, entry.getSize());
          int kept = mode == 0 ? DEFAULT_FILE_MODE : mode;
          folder.file(path, kept, modified, entry.getSize(), out -> write(zip, entry, out));
        }
      }
      default ->
          throw UnusableArchiveException.unsafe(
              "the entry "
                  + EntryName.shown(name)
                  + " is a device or fifo, no file, folder or link");
    }
  }

  private void write(ZipFile zip, ZipArchiveEntry entry, OutputStream out) throws IOException {
    String name = entry.getName();
    CRC32 checksum = new CRC32();
    try (InputStream in = open(zip, entry);
        CheckedInputStream checked = new CheckedInputStream(in, checksum)) {
      long size = Copying.copy(checked, out, name, buffer, new Declared(entry));
      requireEqual(entry, size, checksum);
    }
  }

  /** The library looks for the bytes only now, and they can be where none may be. */
  private static InputStream open(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    try {
      return zip.getInputStream(entry);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableArchiveException(e);
    }
  }

  /** Takes no more bytes of an entry than the table of contents says. */
  private final class Declared implements Copying.Count {
    private final ZipArchiveEntry entry;
    private long taken;

    Declared(ZipArchiveEntry entry) {
      this.entry = entry;
    }

    @Override
    public void take(long bytes) throws IOException {
      taken += bytes;
      budget.bytes(entry.getName(), bytes);
      if (taken > entry.getSize()) {
        throw unlike(entry);
      }
    }
  }

  private String target(ZipFile zip, ZipArchiveEntry entry, EntryPath path) throws IOException {
    int limit = budget.limits().pathBytes();
    CRC32 checksum = new CRC32();
    try (InputStream in = open(zip, entry);
        CheckedInputStream checked = new CheckedInputStream(in, checksum)) {
      byte[] target = checked.readNBytes(limit + 1);
      if (target.length <= limit) {
        requireEqual(entry, target.length, checksum);
      }
      return LinkTarget.checked(path, new String(target, StandardCharsets.UTF_8), limit);
    }
  }

  private static void requireEqual(ZipArchiveEntry entry, long size, CRC32 checksum)
      throws UnusableArchiveException {
    if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw unlike(entry);
    }
  }

  private static UnusableArchiveException unlike(ZipArchiveEntry entry) {
    return UnusableArchiveException.corrupt(
        "the entry "
            + EntryName.shown(entry.getName())
            + " does not have the size or checksum it should; make the archive again");
  }

  /** Entries that share bytes make a small archive large without any compression. */
  private void requireOwnBytes(ZipArchiveEntry entry) throws UnusableArchiveException {
    if (entry.getLocalHeaderOffset() < end) {
      throw UnusableArchiveException.unsafe(
          "the entry " + EntryName.shown(entry.getName()) + " shares its bytes with another");
    }
    end = entry.getLocalHeaderOffset() + LOCAL_HEADER + entry.getCompressedSize();
  }

  /** The library puts question marks where a name is no UTF-8: two such names could become one. */
  private static void requireText(ZipArchiveEntry entry) throws UnusableArchiveException {
    if (!Utf8.isText(entry.getRawName())) {
      throw UnusableArchiveException.unsafe(
          "the entry "
              + EntryName.shown(entry.getName())
              + " has a name that is no UTF-8 text; make the archive with names in UTF-8");
    }
  }

  private static void requireNoBytes(ZipArchiveEntry folder) throws UnusableArchiveException {
    if (folder.getSize() > 0) {
      throw UnusableArchiveException.corrupt(
          "the folder "
              + EntryName.shown(folder.getName())
              + " has bytes of its own; make the archive again");
    }
  }
}
