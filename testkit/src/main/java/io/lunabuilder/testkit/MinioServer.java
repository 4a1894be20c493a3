package io.lunabuilder.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real MinIO, which speaks the protocol of S3, as a process on a free port of this machine. */
public final class MinioServer implements AutoCloseable {
  /** The access key of who may do everything. */
  public static final String ROOT = "root-of-tests";

  /** The secret key of who may do everything. */
  public static final String SECRET = "secret-of-tests";

  /** Also called by this name, with a bucket's name before it. */
  public static final String DOMAIN = "s3.test";

  private static final String LOCAL = "127.0.0.1";

  private final ServerProcess process;
  private final int port;
  private final boolean tls;

  private MinioServer(ServerProcess process, int port, boolean tls) {
    this.process = process;
    this.port = port;
    this.tls = tls;
  }

  /** Starts one that keeps its objects in {@code folder}; a test that misses it is skipped. */
  public static MinioServer startOrSkip(Path folder) throws IOException, InterruptedException {
    return start(folder, null, LOCAL);
  }

  /** The same at another address of this machine than 127.0.0.1. */
  public static MinioServer startOrSkip(Path folder, String address)
      throws IOException, InterruptedException {
    return start(folder, null, address);
  }

  /** The same with TLS, by a certificate for {@code localhost}. */
  public static MinioServer startOrSkip(Path folder, TestAuthority authority)
      throws IOException, InterruptedException {
    return start(folder, authority, LOCAL);
  }

  /** The same with TLS at another address, which the certificate must name. */
  public static MinioServer startOrSkip(Path folder, TestAuthority authority, String address)
      throws IOException, InterruptedException {
    return start(folder, authority, address);
  }

  private static MinioServer start(Path folder, @Nullable TestAuthority authority, String address)
      throws IOException, InterruptedException {
    Path binary = RealParts.minio();
    Path certificates = Files.createDirectories(folder.resolve("certificates"));
    if (authority != null) {
      Files.writeString(certificates.resolve("public.crt"), authority.serverCertificate());
      Files.writeString(certificates.resolve("private.key"), authority.serverKey());
    }
    int port = ServerProcess.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(binary.toString(), "server", folder.resolve("objects").toString(), "--quiet"));
    command.addAll(List.of("--address", address + ":" + port));
    command.addAll(List.of("--certs-dir", certificates.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MINIO_ROOT_USER", ROOT);
    builder.environment().put("MINIO_ROOT_PASSWORD", SECRET);
    builder.environment().put("MINIO_DOMAIN", DOMAIN);
    builder.environment().put("MINIO_BROWSER", "off");
    ServerProcess process = ServerProcess.start("minio", builder, folder.resolve("minio.log"));
    process.awaitPort(address, port);
    return new MinioServer(process, port, authority != null);
  }

  /** Where it is. */
  public URI endpoint() {
    return URI.create((tls ? "https" : "http") + "://localhost:" + port + "/");
  }

  /** {@code 127.0.0.1:PORT}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
