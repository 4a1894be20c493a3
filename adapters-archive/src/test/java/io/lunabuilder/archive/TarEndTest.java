package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The end of a tar")
@Tag("R22")
class TarEndTest {
  private static final int BLOCK = 512;

  /** A header and one block of content. */
  private static final int ENTRY = 2 * BLOCK;

  @TempDir private Path around;

  @ParameterizedTest(name = "is not a lone block of zeros with {0} entries behind it")
  @ValueSource(ints = {1, 30})
  void loneBlock(int more) throws Exception {
    byte[] archive = joined(entry("Dockerfile"), zeros(1), entries(more), zeros(2));

    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(unpacked.problem())
        .contains(
            new ArchiveProblem(
                FailureCode.ARCHIVE_CORRUPT,
                "a lone block of zeros at byte 1024, after the entry \"Dockerfile\", says that the"
                    + " archive ends there, but more follows; make the archive again"));
  }

  @Test
  @DisplayName("is not a lone block of zeros at its very start")
  void loneBlockFirst() throws Exception {
    Unpacked unpacked = Unpacked.of(joined(zeros(1), entry("Dockerfile"), zeros(2)), around);

    assertThat(unpacked.problem())
        .map(ArchiveProblem::message)
        .contains(
            "a lone block of zeros at byte 0 says that the archive ends there, but more follows;"
                + " make the archive again");
  }

  @ParameterizedTest(name = "may have {0} blocks of zeros")
  @ValueSource(ints = {1, 2, 3, 20, 1_000})
  void padding(int blocks) throws Exception {
    Unpacked unpacked = Unpacked.of(joined(entry("Dockerfile"), zeros(blocks)), around);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files()).containsOnlyKeys("Dockerfile");
  }

  @ParameterizedTest(name = "is missing when {0} bytes are left of it")
  @ValueSource(ints = {0, 1, 511, 513, 1_023})
  void cut(int left) throws Exception {
    byte[] archive = Arrays.copyOf(entry("Dockerfile"), ENTRY + left);

    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(unpacked.problem()).map(ArchiveProblem::code).contains(FailureCode.ARCHIVE_CORRUPT);
  }

  @ParameterizedTest(
      name = "hides a second tar that is {0} blocks of zeros behind it, as for tar xf")
  @ValueSource(ints = {2, 16, 18, 100})
  void joinedTars(int blocks) throws Exception {
    byte[] archive = joined(entry("Dockerfile"), zeros(blocks), entry("second"), zeros(2));

    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files()).containsOnlyKeys("Dockerfile");
  }

  @Test
  @DisplayName("hides whatever else follows it, as for tar xf")
  void anythingBehind() throws Exception {
    byte[] more = "more".repeat(6_000).getBytes(StandardCharsets.UTF_8);

    Unpacked unpacked = Unpacked.of(joined(entry("Dockerfile"), zeros(2), more), around);

    assertThat(unpacked.problem()).isEmpty();
  }

  private static byte[] entries(int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(entry("more" + i));
    }
    return all.toByteArray();
  }

  /** An entry as it stands in an archive, with no end behind it. */
  private static byte[] entry(String name) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    entry.setSize(1);
    return Arrays.copyOf(new TarBytes().entry(entry, new byte[] {'x'}).bytes(), ENTRY);
  }

  private static byte[] zeros(int blocks) {
    return new byte[blocks * BLOCK];
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
