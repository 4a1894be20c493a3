package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveUnpacker;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.InMemoryArchives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An archive that is staged")
class StageContextTest {
  private final InMemoryArchives archives = new InMemoryArchives();
  private final ArchiveLink archive = archives.put("context", new byte[] {1});

  @TempDir Path folder;

  /** What unpacking leaves in the folder. */
  private interface Content {
    void writeTo(Path folder) throws IOException;
  }

  private Optional<ArchiveProblem> staged(Content content) throws Exception {
    return staged(archive, content);
  }

  private Optional<ArchiveProblem> staged(ArchiveLink link, Content content) throws Exception {
    ArchiveUnpacker unpacker =
        (_, target) -> {
          try {
            content.writeTo(target);
            return Optional.empty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return new StageContext(new ArchiveSources(List.of(archives)), unpacker)
        .stage(Archive.at(link), folder, ContextPath.ROOT, ContextPath.DOCKERFILE);
  }

  @Test
  @Tag("R22")
  @DisplayName("is ready when it has a Dockerfile (R22)")
  void ready() throws Exception {
    assertThat(staged(root -> Files.writeString(root.resolve("Dockerfile"), "FROM scratch")))
        .isEmpty();
  }

  @Test
  @Tag("R22")
  @DisplayName("is refused without a Dockerfile (R22)")
  void missing() throws Exception {
    assertThat(staged(root -> Files.writeString(root.resolve("README"), "hello")))
        .contains(
            new ArchiveProblem(
                FailureCode.DOCKERFILE_MISSING, "there is no Dockerfile in the archive"));
  }

  @Test
  @Tag("R22")
  @DisplayName("is refused with a hint when all of it lies in one folder (R22)")
  void inASingleFolder() throws Exception {
    Optional<ArchiveProblem> problem =
        staged(root -> {
          Files.createDirectory(root.resolve("app"));
          Files.writeString(root.resolve("app/Dockerfile"), "FROM scratch");
        });

    assertThat(problem.orElseThrow().message()).contains("set context to \"app\"");
  }

  @Test
  @DisplayName("is refused when its Dockerfile is a folder")
  void folderInstead() throws Exception {
    assertThat(staged(root -> Files.createDirectory(root.resolve("Dockerfile"))))
        .hasValueSatisfying(problem -> assertThat(problem.message()).contains("is a folder"));
  }

  @Test
  @DisplayName("is refused when its Dockerfile is a link to a file of the machine")
  void linkOut() throws Exception {
    assertThat(
            staged(root ->
                Files.createSymbolicLink(root.resolve("Dockerfile"), Path.of("/etc/passwd"))))
        .hasValueSatisfying(
            problem -> assertThat(problem.message()).contains("leads out of the archive"));
  }

  @Test
  @DisplayName("is refused with its own code when it is gone or of no known kind")
  void notThere() throws Exception {
    archives.remove(archive);

    assertThat(staged(_ -> {}).orElseThrow().code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND);
    assertThat(staged(new ArchiveLink("ftp://files/a"), _ -> {}).orElseThrow().message())
        .contains("not a link that this service can read");
  }
}
