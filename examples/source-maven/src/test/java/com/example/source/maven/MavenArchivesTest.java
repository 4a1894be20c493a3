package com.example.source.maven;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.lunabuilder.application.plugin.PluginSettings;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.ArchiveSourceContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** All that a source promises is tested by its contract; this brings a repository. */
class MavenArchivesTest extends ArchiveSourceContract {
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() {
    var port = new InetSocketAddress("127.0.0.1", 0);
    server = SimpleFileServer.createFileServer(port, folder, SimpleFileServer.OutputLevel.NONE);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Override
  protected ArchiveSource source() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new MavenArchives().open(new PluginSettings(Map.of("REPOSITORY", url)));
  }

  @Override
  protected ArchiveLink put(byte[] archive) throws IOException {
    Path release = Files.createDirectories(folder.resolve("com/example/context/1.0"));
    Files.write(release.resolve("context-1.0.tar.gz"), archive);
    return new ArchiveLink("maven:com.example:context:1.0:tar.gz");
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink("maven:com.example:context:2.0:tar.gz");
  }
}
