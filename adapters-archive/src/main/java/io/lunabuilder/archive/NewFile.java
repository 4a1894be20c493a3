package io.lunabuilder.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A file that is made with its bytes, mode and time, in as few calls of the kernel as Java allows.
 *
 * @param file where nothing is yet; a link there is not followed
 * @param mode permissions, with those for set-id and sticky
 */
record NewFile(Path file, int mode, FileTime modified) {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final int PERMISSIONS = 0777;
  private static final int OWNER_READS_AND_WRITES = 0600;
  private static final int UMASK = umask();
  private static final Map<Integer, FileAttribute<?>> ATTRIBUTES = new ConcurrentHashMap<>();

  /** Where a file's bytes come from. */
  interface Content {
    void writeTo(OutputStream file) throws IOException;
  }

  /** Makes it. */
  void make(Content content) throws IOException {
    int made = (mode | OWNER_READS_AND_WRITES) & PERMISSIONS;
    try (FileChannel channel =
        FileChannel.open(file, NEW, ATTRIBUTES.computeIfAbsent(made, NewFile::attribute))) {
      content.writeTo(Channels.newOutputStream(channel));
    }
    // Both times, since Java would look up the one that is left out. Before the mode, which can
    // forbid to open the file.
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(modified, modified, null);
    if (mode != (made & ~UMASK)) {
      Files.setAttribute(file, "unix:mode", mode);
    }
  }

  private static FileAttribute<?> attribute(int mode) {
    Map<PosixFilePermission, Integer> bits = new HashMap<>();
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      bits.put(all[i], 1 << (all.length - 1 - i));
    }
    return PosixFilePermissions.asFileAttribute(
        Set.copyOf(
            bits.entrySet().stream()
                .filter(bit -> (mode & bit.getValue()) != 0)
                .map(Map.Entry::getKey)
                .toList()));
  }

  /** Bits that this process may not set when it makes a file. Source: proc_pid_status(5). */
  private static int umask() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Umask:"))
          .map(line -> Integer.parseInt(line.substring("Umask:".length()).strip(), 8))
          .findFirst()
          .orElse(PERMISSIONS); // unknown: each mode is set on its own
    } catch (IOException | UncheckedIOException e) {
      return PERMISSIONS;
    }
  }
}
