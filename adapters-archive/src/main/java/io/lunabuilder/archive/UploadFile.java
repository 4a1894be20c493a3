package io.lunabuilder.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An upload while it comes in; closing it removes what was not {@linkplain #keep kept}. */
final class UploadFile implements Closeable {
  /** How the names of unfinished uploads end. */
  static final String SUFFIX = ".part";

  private static final int BUFFER = 128 << 10;

  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest;

  private UploadFile(Path file, FileChannel channel, MessageDigest digest) {
    this.file = file;
    this.channel = channel;
    this.digest = digest;
  }

  static UploadFile create(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + SUFFIX);
    return new UploadFile(
        file,
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        sha256Digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Writes the body, and stops when it is over the limit.
   *
   * @return bytes read; more than {@code limitBytes} when the body is too large
   */
  long fill(InputStream body, long limitBytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      size += read;
      if (size > limitBytes) {
        return size;
      }
      digest.update(buffer, 0, read);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    return size;
  }

  /** Gives the file its name, after its bytes and before the return are on the disk. */
  void keep(Path name) throws IOException {
    channel.force(true);
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(name.resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Digest of what was written, once; 64 hexadecimal digits. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
