package io.lunabuilder.cli;

import io.lunabuilder.cli.LocalService.Running;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service that a command talks to: a remote one, or one in this process that ends with the
 * command.
 */
final class Connection implements AutoCloseable {
  private final ServiceClient service;
  private final @Nullable Running local;

  private Connection(ServiceClient service, @Nullable Running local) {
    this.service = service;
    this.local = local;
  }

  static Connection remote(Target target) {
    return new Connection(new ServiceClient(target), null);
  }

  static Connection local(Running running, @Nullable String token) {
    return new Connection(new ServiceClient(new Target(running.address(), token, null)), running);
  }

  ServiceClient service() {
    return service;
  }

  boolean isLocal() {
    return local != null;
  }

  /** The data folder of a service in this process. */
  Optional<Path> dataFolder() {
    return Optional.ofNullable(local).map(Running::dataFolder);
  }

  @Override
  public void close() {
    service.close();
    if (local != null) {
      local.close();
    }
  }
}
