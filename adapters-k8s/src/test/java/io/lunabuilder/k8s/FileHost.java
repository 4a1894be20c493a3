package io.lunabuilder.k8s;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.Tarballs;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A web server with archives, at an address that pods reach. */
final class FileHost implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;

  private FileHost(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  static FileHost start(Path folder) throws IOException {
    Files.createDirectories(folder);
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(TestCluster.ADDRESS, 0),
            folder.toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    return new FileHost(folder, server);
  }

  /** Keeps an archive of these files. */
  ArchiveLink put(Map<String, String> files) throws IOException {
    return put(Tarballs.of(files));
  }

  /** Keeps a file. */
  ArchiveLink put(byte[] bytes) throws IOException {
    ArchiveLink link = name(UUID.randomUUID() + ".tar.gz");
    put(link, bytes);
    return link;
  }

  /** The link of a file that need not be there. */
  ArchiveLink name(String name) {
    return new ArchiveLink(
        "http://" + TestCluster.ADDRESS + ":" + server.getAddress().getPort() + "/" + name);
  }

  /** Keeps an empty file behind that link. */
  void put(ArchiveLink link) throws IOException {
    put(link, new byte[0]);
  }

  private void put(ArchiveLink link, byte[] bytes) throws IOException {
    Files.write(folder.resolve(link.value().replaceFirst(".*/", "")), bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
