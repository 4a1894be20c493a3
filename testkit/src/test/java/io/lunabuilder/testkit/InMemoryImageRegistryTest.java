package io.lunabuilder.testkit;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The image registry in memory")
class InMemoryImageRegistryTest extends ImageRegistryContract {
  private final InMemoryImageRegistry registry = new InMemoryImageRegistry();

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected KnownImage image() {
    ImageReference reference = Builds.reference("registry.local:5000/hello:1");
    Digest digest = new Digest("sha256:" + "a".repeat(64));
    registry.put(reference, digest, 42);
    return new KnownImage(reference, digest, 42);
  }

  @Override
  protected ImageReference ofAbsentRegistry() {
    return Builds.reference("absent.local:5000/hello:1");
  }
}
