package io.lunabuilder.bootstrap;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of whole services that build in a namespace of a real cluster, one for each test. */
@Tag("R4")
@Timeout(240)
abstract class ClusterTest {
  @TempDir Path folder;
  ClusterService cluster;

  @BeforeEach
  void prepare() throws Exception {
    cluster = ClusterService.prepareOrSkip(folder);
  }

  @AfterEach
  void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }
}
