package io.lunabuilder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.application.port.ImageRegistry.Answer;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Tag;
import io.lunabuilder.testkit.DockerRegistry;
import io.lunabuilder.testkit.ImageRegistryContract;
import io.lunabuilder.testkit.TinyImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ORAS image registry, asking a real docker-registry,")
class OrasImageRegistryTest extends ImageRegistryContract {
  private static final Patience BRIEF =
      new Patience(Duration.ofSeconds(20), List.of(Duration.ofMillis(1)));

  private static DockerRegistry server;
  private static ImageReference pushed;

  @BeforeAll
  static void pushAnImage(@TempDir Path folder) throws Exception {
    assumeTrue(
        DockerRegistry.binary().isPresent(),
        "needs docker-registry on PATH or in " + DockerRegistry.VARIABLE);
    server = DockerRegistry.start(folder);
    pushed = new ImageReference(server.host(), "team/hello", new Tag("1"));
    TinyImage.push(pushed);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ImageRegistry registry() {
    return asking(Set.of(server.host()));
  }

  @Override
  protected KnownImage image() {
    return new KnownImage(pushed, TinyImage.digest(), TinyImage.size());
  }

  @Override
  protected ImageReference ofAbsentRegistry() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ImageReference("127.0.0.1:" + socket.getLocalPort(), "hello", Tag.LATEST);
    }
  }

  @Test
  @org.junit.jupiter.api.Tag("R21")
  @DisplayName(
      "does not find an image over plain HTTP when the registry is not listed as insecure (R21)")
  void refusesPlainHttp() throws Exception {
    assertThat(asking(Set.of()).resolve(pushed, TinyImage.digest()))
        .isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  @DisplayName("finds an image whose name has one component")
  void findsShortNames() throws Exception {
    ImageReference plain = new ImageReference(server.host(), "hello", Tag.LATEST);
    TinyImage.push(plain);

    assertThat(registry().resolve(plain, TinyImage.digest()))
        .isEqualTo(new Answer.Found(TinyImage.size()));
  }

  private static ImageRegistry asking(Set<String> insecure) {
    return new OrasImageRegistry(new Security(insecure), new Credentials(null), BRIEF);
  }
}
