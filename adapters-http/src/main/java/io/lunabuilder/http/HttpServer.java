package io.lunabuilder.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.net.URI;

/** The REST API, while it is served. */
public final class HttpServer implements AutoCloseable {
  private final Javalin javalin;
  private final String host;

  private HttpServer(Javalin javalin, String host) {
    this.javalin = javalin;
    this.host = host;
  }

  /**
   * Serves from now on.
   *
   * @throws BindException when the address cannot be had; the message tells a person why
   */
  public static HttpServer start(HttpSettings settings, UseCases useCases) throws BindException {
    Javalin javalin = Javalin.create(config -> configure(config, settings, useCases));
    try {
      return new HttpServer(javalin.start(settings.host(), settings.port()), settings.host());
    } catch (JavalinBindException e) {
      throw new BindException(
          "Port %d of %s is in use or not allowed. End who has it, or choose another port."
              .formatted(settings.port(), settings.host()));
    }
  }

  private static void configure(JavalinConfig config, HttpSettings settings, UseCases useCases) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setErrorHandler(new ErrorPages()));
    Answers.register(config.routes);
    new ServiceRoutes(settings).register(config.routes);
    new ArchiveRoutes(useCases.uploads()).register(config.routes);
    new EventRoutes(useCases).register(config.routes);
    new LogRoutes(useCases).register(config.routes);
    new BuildRoutes(useCases).register(config.routes);
  }

  /** Where the API is. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + javalin.port());
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
