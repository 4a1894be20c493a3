package io.lunabuilder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that others of this machine may not see into, or not change. */
final class PrivateFile {
  private static final Set<PosixFilePermission> READERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final Set<PosixFilePermission> WRITERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private PrivateFile() {}

  /**
   * Refuses a file by whose change others could send tokens elsewhere, and one whose secrets they
   * could read.
   *
   * @throws CommandFailure with the remedy
   */
  static void check(Path file, boolean hasSecrets) {
    Set<PosixFilePermission> granted;
    try {
      granted = Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException unknown) {
      // A system without them has other ways to keep files private.
      return;
    }
    if (granted.stream().anyMatch(WRITERS::contains)) {
      throw refusal(file, "can be changed by others: chmod go-w ");
    }
    if (hasSecrets && granted.stream().anyMatch(READERS::contains)) {
      throw refusal(file, "holds a token and can be read by others: chmod go-r ");
    }
  }

  private static CommandFailure refusal(Path file, String problemAndRemedy) {
    return new CommandFailure(
        "The file " + file + " " + problemAndRemedy + file, ExitCode.BAD_USAGE);
  }
}
