package io.lunabuilder.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The compressions in which a tar can come. */
enum Compression {
  GZIP,
  ZSTD,
  XZ,
  BZIP2;

  byte[] of(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = around(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private OutputStream around(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> new ZstdOutputStream(out).setChecksum(true);
      case XZ -> new XZOutputStream(out, new LZMA2Options(1));
      case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
    };
  }
}
