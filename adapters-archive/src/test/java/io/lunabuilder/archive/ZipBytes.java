package io.lunabuilder.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Writes a zip entry by entry. */
final class ZipBytes {
  private final SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
  private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel);

  /** Writes all sizes as 64 bits, whether or not they need them. */
  ZipBytes zip64() {
    zip.setUseZip64(Zip64Mode.Always);
    return this;
  }

  ZipBytes file(String name, String content) {
    return entry(name, 0100644, content);
  }

  ZipBytes symbolicLink(String name, String target) {
    return entry(name, 0120777, target);
  }

  /** An entry of any unix mode. */
  ZipBytes entry(String name, int mode, String content) {
    try {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setMethod(ZipEntry.DEFLATED);
      entry.setUnixMode(mode);
      zip.putArchiveEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole archive. */
  byte[] bytes() {
    try {
      zip.close();
      return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
