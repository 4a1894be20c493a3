package io.lunabuilder.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Serves the API anew for each test. No interrupt would end one that waits at a socket. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ApiTest {
  static final String NOBODY = "/1/builds/0199c9a4-93f5-7c1e-b0aa-2f6a4c1d9e77";

  @TempDir Path folder;
  ServedApi api;

  @BeforeEach
  void start() throws Exception {
    api = ServedApi.start(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }
}
