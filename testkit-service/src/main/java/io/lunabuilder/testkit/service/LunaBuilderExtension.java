package io.lunabuilder.testkit.service;

import io.lunabuilder.testkit.InMemoryArchives;
import io.lunabuilder.testkit.InMemoryBuildStore;
import io.lunabuilder.testkit.InMemoryImageRegistry;
import io.lunabuilder.testkit.ScriptedBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole service for tests of a client:
 *
 * <pre>{@code
 * @RegisterExtension
 * private final LunaBuilderExtension luna = new LunaBuilderExtension();
 * }</pre>
 *
 * <p>In a field of an instance each test has a service of its own; in a static one all tests of the
 * class share one, those of its nested classes too.
 */
public final class LunaBuilderExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Supplier<ServiceParts> maker;
  private int classes;
  private @Nullable ServiceParts parts;
  private @Nullable TestService service;

  /** A service without Kubernetes, all of whose parts are fakes. */
  public LunaBuilderExtension() {
    this(ServiceParts::local);
  }

  /**
   * A service of other parts.
   *
   * @param parts makes them for each service
   */
  public LunaBuilderExtension(Supplier<ServiceParts> parts) {
    this.maker = parts;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (classes++ == 0) {
      start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (classes == 0) {
      start();
    }
  }

  private void start() throws IOException, InterruptedException {
    ServiceParts made = maker.get();
    parts = made;
    service = TestService.start(made);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (classes == 0) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (--classes == 0) {
      stop();
    }
  }

  private void stop() throws IOException {
    if (service != null) {
      service.close();
      service = null;
    }
  }

  /** The service that runs now. */
  public TestService service() {
    if (service == null) {
      throw new IllegalStateException("no test runs");
    }
    return service;
  }

  /** Where its API is, without a slash at its end. */
  public URI address() {
    return service().address();
  }

  /** What it is made of. */
  public ServiceParts parts() {
    if (parts == null) {
      throw new IllegalStateException("no test runs");
    }
    return parts;
  }

  /** The builder, to be told what becomes of each build. */
  public ScriptedBuilder builder() {
    return (ScriptedBuilder) parts().builder();
  }

  /** Archives that links like {@code memory:NAME} lead to. */
  public InMemoryArchives archives() {
    return (InMemoryArchives) parts().archives();
  }

  /** The registry, to be told which images it has. */
  public InMemoryImageRegistry registry() {
    return (InMemoryImageRegistry) parts().registry();
  }

  /** The store, which can be told to fail. */
  public InMemoryBuildStore store() {
    return (InMemoryBuildStore) parts().store();
  }
}
