package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Archives in memory")
class InMemoryArchivesTest extends PinningSourceContract {
  private final InMemoryArchives archives = new InMemoryArchives();

  @Override
  protected ArchiveSource source() {
    return archives;
  }

  @Override
  protected ArchiveLink put(byte[] archive) {
    return archives.put("context", archive);
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink("memory:absent");
  }
}
