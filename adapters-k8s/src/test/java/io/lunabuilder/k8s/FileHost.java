package io.lunabuilder.k8s;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.testkit.cluster.TestCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

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
    String name = UUID.randomUUID() + ".tar.gz";
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, String> content : files.entrySet()) {
        byte[] bytes = content.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(content.getKey());
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return name(name);
  }

  /** The link of a file that need not be there. */
  ArchiveLink name(String name) {
    return new ArchiveLink(
        "http://" + TestCluster.ADDRESS + ":" + server.getAddress().getPort() + "/" + name);
  }

  /** Keeps an empty file behind that link. */
  void put(ArchiveLink link) throws IOException {
    Files.createFile(folder.resolve(link.value().replaceFirst(".*/", "")));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
