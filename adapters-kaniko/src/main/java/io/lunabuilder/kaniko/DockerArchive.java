package io.lunabuilder.kaniko;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file that {@code docker load} takes, as far as it must be read to trust it: a tar whose entry
 * {@code manifest.json} lists at least one image. Source of the tar header: POSIX.1-2017, pax,
 * "ustar Interchange Format"; sizes over 8 GiB in GNU's binary form.
 */
final class DockerArchive {
  private static final int BLOCK = 512;
  private static final int LONGEST_MANIFEST = 1024 * 1024;
  private static final String MANIFEST = "manifest.json";

  private DockerArchive() {}

  /** Is {@code file} whole up to its manifest? */
  static boolean isReadable(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (SeekableByteChannel tar = Files.newByteChannel(file)) {
      return manifest(tar).filter(DockerArchive::listsAnImage).isPresent();
    } catch (EOFException | NumberFormatException e) {
      return false;
    }
  }

  private static boolean listsAnImage(String manifest) {
    return manifest.startsWith("[") && manifest.contains("\"Layers\"");
  }

  private static Optional<String> manifest(SeekableByteChannel tar) throws IOException {
    while (tar.position() < tar.size()) {
      byte[] header = read(tar, BLOCK);
      String name = text(header, 0, 100);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      long size = size(header);
      if (name.equals(MANIFEST) && size <= LONGEST_MANIFEST) {
        return Optional.of(new String(read(tar, (int) size), StandardCharsets.UTF_8));
      }
      tar.position(tar.position() + (size + BLOCK - 1) / BLOCK * BLOCK);
    }
    return Optional.empty();
  }

  private static long size(byte[] header) {
    boolean binary = (header[124] & 0x80) != 0;
    return binary
        ? ByteBuffer.wrap(header, 128, Long.BYTES).getLong()
        : Long.parseLong(text(header, 124, 12).strip(), 8);
  }

  private static String text(byte[] header, int from, int length) {
    byte[] field = Arrays.copyOfRange(header, from, from + length);
    String text = new String(field, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static byte[] read(SeekableByteChannel tar, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (tar.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }
}
