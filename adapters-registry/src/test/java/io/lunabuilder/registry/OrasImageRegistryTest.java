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

  @Test
  @DisplayName("says in words that nothing listens there")
  void saysWhyInWords() throws Exception {
    assertThat(asking(Set.of()).resolve(ofAbsentRegistry(), TinyImage.digest()))
        .isInstanceOfSatisfying(
            Answer.Unreachable.class,
            answer ->
                assertThat(answer.message())
                    .startsWith("127.0.0.1:")
                    .endsWith(" cannot be reached: it refuses the connection"));
  }

  @Test
  @DisplayName("says which host did not answer, and within which time")
  void saysHowLongItWaited() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      ImageRegistry registry =
          new OrasImageRegistry(
              new Security(Set.of()),
              new Credentials(null),
              new Patience(Duration.ofSeconds(1), List.of()));

      assertThat(
              registry.resolve(new ImageReference(host, "hello", Tag.LATEST), TinyImage.digest()))
          .isEqualTo(new Answer.Unreachable(host + " did not answer within 1 seconds"));
    }
  }

  private static ImageRegistry asking(Set<String> insecure) {
    return new OrasImageRegistry(new Security(insecure), new Credentials(null), BRIEF);
  }
}
