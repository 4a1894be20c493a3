package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveContent;
import io.lunabuilder.application.port.ArchiveProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each archive of the corpus, in each way in which an archive can arrive. */
@DisplayName("An archive of someone who means harm, or that is only odd:")
@Tag("R22")
@Timeout(60)
class HostileCorpusTest {
  @TempDir private Path top;

  private Path outside;

  @BeforeEach
  void guard() throws IOException {
    outside = Files.createDirectory(top.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
  }

  static List<ArchiveCase> cases() {
    return ArchiveCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void inMemory(ArchiveCase hostile) throws Exception {
    byte[] archive = hostile.archive().apply(outside);
    check(hostile, "whole", new Arriving.Whole(archive));
    check(hostile, "in-crumbs", new Arriving.InCrumbs(archive));
    Path file = Files.write(top.resolve("archive"), archive);
    check(hostile, "file", FileContent.open(file));
  }

  private void check(ArchiveCase hostile, String way, ArchiveContent content) throws Exception {
    Unpacked unpacked;
    long allocated;
    Path around = Files.createDirectory(top.resolve(way));
    try (content) {
      allocated = Allocations.ofThisThread();
      unpacked = Unpacked.of(content, around, hostile.limits());
      allocated = Allocations.ofThisThread() - allocated;
    }

    switch (hostile.outcome()) {
      case ArchiveCase.Refused refused -> {
        assertThat(unpacked.problem()).map(ArchiveProblem::code).contains(refused.code());
        assertThat(unpacked.problem().orElseThrow().message())
            .contains(refused.named())
            .hasSizeLessThan(400)
            .doesNotContainPattern("\\p{Cntrl}");
      }
      case ArchiveCase.Unpacks(var files) -> {
        assertThat(unpacked.problem()).isEmpty();
        assertThat(unpacked.files()).containsExactlyInAnyOrderEntriesOf(files);
      }
    }
    assertThat(unpacked.outside()).isEmpty();
    assertThat(outside)
        .isDirectoryContaining("glob:**secret")
        .isDirectoryNotContaining("glob:**new");
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(around.resolve("spool")).isEmptyDirectory();
    assertThat(allocated).isLessThan(Allocations.MOST);
  }

  @Test
  @DisplayName("there are more than 60, each of its own name")
  void many() {
    assertThat(cases())
        .hasSizeGreaterThan(60)
        .extracting(ArchiveCase::name)
        .doesNotHaveDuplicates();
  }
}
