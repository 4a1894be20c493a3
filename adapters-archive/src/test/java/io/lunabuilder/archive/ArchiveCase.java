package io.lunabuilder.archive;

import io.lunabuilder.domain.FailureCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An archive of someone who means harm, or that is only odd, and what must come of it.
 *
 * @param name says what it does
 * @param archive makes its bytes; is given a folder outside, for tricks to aim at
 */
record ArchiveCase(
    String name, Function<Path, byte[]> archive, UnpackLimits limits, Outcome outcome) {

  /** Small, so that bombs are small. */
  static final UnpackLimits LIMITS = new UnpackLimits(4 << 20, 1_000, 300, 3_584);

  /** What must come of an archive. */
  sealed interface Outcome {}

  /** It is refused, and the message has {@code named} in it. */
  record Refused(FailureCode code, String named) implements Outcome {}

  /** All of it is unpacked, and these files, folders and links are there, no others. */
  record Unpacks(Map<String, String> files) implements Outcome {}

  static ArchiveCase unsafe(String name, String named, Supplier<byte[]> archive) {
    return refused(FailureCode.ARCHIVE_UNSAFE, name, named, outside -> archive.get());
  }

  /** One that aims at a file of the folder outside. */
  static ArchiveCase aimed(String name, String named, Function<Path, byte[]> archive) {
    return refused(FailureCode.ARCHIVE_UNSAFE, name, named, archive);
  }

  static ArchiveCase corrupt(String name, String named, Supplier<byte[]> archive) {
    return refused(FailureCode.ARCHIVE_CORRUPT, name, named, outside -> archive.get());
  }

  static ArchiveCase tooLarge(String name, String named, Supplier<byte[]> archive) {
    return refused(FailureCode.ARCHIVE_TOO_LARGE, name, named, outside -> archive.get());
  }

  static ArchiveCase unpacks(String name, Map<String, String> files, Supplier<byte[]> archive) {
    return new ArchiveCase(name, outside -> archive.get(), LIMITS, new Unpacks(files));
  }

  private static ArchiveCase refused(
      FailureCode code, String name, String named, Function<Path, byte[]> archive) {
    return new ArchiveCase(name, archive, LIMITS, new Refused(code, named));
  }

  ArchiveCase within(UnpackLimits other) {
    return new ArchiveCase(name, archive, other, outcome);
  }

  /** Every case there is. */
  static List<ArchiveCase> all() {
    return Stream.concat(formats().stream(), BombCases.all().stream()).toList();
  }

  /** All but the bombs, which take a while to make. */
  static List<ArchiveCase> formats() {
    return List.of(
            TarNameCases.all(),
            TarLinkCases.all(),
            TarHeaderCases.all(),
            PaxCases.all(),
            SparseCases.all(),
            ZipNameCases.all(),
            ZipRecordCases.all(),
            CompressionCases.all())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
