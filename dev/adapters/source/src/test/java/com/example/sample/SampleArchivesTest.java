package com.example.sample;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.ArchiveSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Archives from sample")
class SampleArchivesTest extends ArchiveSourceContract {
  @TempDir private Path folder;

  @Override
  protected ArchiveSource source() {
    return new SampleArchives(folder);
  }

  @Override
  protected ArchiveLink put(byte[] archive) throws IOException {
    Files.write(folder.resolve("context.tar.gz"), archive);
    return new ArchiveLink("sample:context.tar.gz");
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink("sample:absent.tar.gz");
  }
}
