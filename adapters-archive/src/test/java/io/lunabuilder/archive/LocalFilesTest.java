package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.ArchiveSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Archives that are files of this machine")
class LocalFilesTest extends ArchiveSourceContract {
  @TempDir private Path folder;

  @Override
  protected ArchiveSource source() {
    return ArchiveAdapters.files();
  }

  @Override
  protected ArchiveLink put(byte[] archive) throws Exception {
    Path file = Files.write(folder.resolve("archive.tar"), archive);
    return new ArchiveLink(file.toUri().toString());
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink(folder.resolve("none.tar").toUri().toString());
  }
}
