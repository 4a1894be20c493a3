package io.lunabuilder.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.Gate;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The REST API, while it is served. */
public final class HttpServer implements AutoCloseable {
  /** Under what proxies on the way usually take for dead. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Bytes that one connection may have on the way. */
  private static final int SEND_BUFFER = 256 << 10;

  private final Javalin javalin;
  private final EventStreams streams;
  private final Gate gate;
  private final String host;

  private HttpServer(Javalin javalin, EventStreams streams, Gate gate, String host) {
    this.javalin = javalin;
    this.streams = streams;
    this.gate = gate;
    this.host = host;
  }

  /**
   * Serves from now on.
   *
   * @throws IOException when the address cannot be had or the file of tokens cannot be used; the
   *     message tells a person why
   */
  public static HttpServer start(HttpSettings settings, UseCases useCases) throws IOException {
    return start(settings, useCases, LONGEST_SILENCE);
  }

  static HttpServer start(HttpSettings settings, UseCases useCases, Duration longestSilence)
      throws IOException {
    Gate gate = Gate.open(settings.access());
    EventStreams streams = new EventStreams(longestSilence);
    Javalin javalin =
        Javalin.create(config -> {
          configure(config, settings.access());
          register(config.routes, settings, useCases, streams, gate);
        });
    try {
      javalin.start(settings.host(), settings.port());
      boundSendBuffers(javalin);
      return new HttpServer(javalin, streams, gate, settings.host());
    } catch (JavalinBindException e) {
      gate.close();
      throw new BindException(
          "Port %d of %s is in use or not allowed. End who has it, or choose another port."
              .formatted(settings.port(), settings.host()));
    }
  }

  /** Else the kernel takes megabytes for each follower of a log that does not read. */
  private static void boundSendBuffers(Javalin javalin) {
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      if (connector instanceof ServerConnector sockets) {
        sockets.setAcceptedSendBufferSize(SEND_BUFFER);
      }
    }
  }

  private static void configure(JavalinConfig config, AccessSettings access) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    // An image has a length that is told, and events are sent one by one: neither can be packed.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer(new SecurityHeaders());
    });
    config.jetty.modifyServer(server -> {
      RequestIds ids = new RequestIds(InstantSource.system(), UUID::randomUUID);
      ids.setHandler(
          access.origins().isEmpty()
              ? new GracefulHandler()
              : new GracefulHandler(OtherSites.allowed(access.origins())));
      server.setErrorHandler(new ErrorPages(ids));
      server.setStopTimeout(GRACE.toMillis());
      server.setHandler(ids);
    });
  }

  private static void register(
      RoutesConfig routes,
      HttpSettings settings,
      UseCases useCases,
      EventStreams streams,
      Gate gate) {
    Answers.register(routes);
    new Doors(SiteCheck.of(settings), gate, settings.links(), InstantSource.system())
        .register(routes);
    routes.before(RequestIds::of);
    routes.before(Call::refuseBrokenQuery);
    new ServiceRoutes(settings).register(routes);
    new ConfigRoute(settings.settings()).register(routes);
    new DocumentRoutes().register(routes);
    new ArchiveRoutes(useCases.uploads(), useCases.forgetArchive()).register(routes);
    new EventRoutes(useCases, streams).register(routes);
    new LogRoutes(useCases, streams).register(routes);
    new BuildRoutes(useCases).register(routes);
    new ImageRoutes(useCases).register(routes);
  }

  /** Where the API is. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + javalin.port());
  }

  /** How many streams of events are open. */
  int openStreams() {
    return streams.open();
  }

  /** Takes no new calls, ends streams of events, and lets other calls end for a few seconds. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
    gate.close();
  }
}
